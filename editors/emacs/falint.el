;;; falint.el --- Check Chinese legislative drafts  -*- lexical-binding: t; coding: utf-8 -*-

;; M-x falint-check lists what falint finds in the visited file, as a compilation: M-g n and M-g p go through it.
;; M-x eglot in a .txt or .md buffer shows the same while you type (Emacs 29 and later have eglot).
;;
;; In your init file: (load "/path/to/falint.el")

;;; Code:

(require 'compile)

(defcustom falint-check-command "falint check --color never --output-format concise"
  "What \\[falint-check] runs, with the visited file's name after it."
  :type 'string
  :group 'compilation)

(define-compilation-mode falint-mode "falint"
  "Findings of falint."
  (setq-local compilation-error-regexp-alist '(falint)
              compilation-error-regexp-alist-alist
              '((falint "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(advice\\)\\)\\["
                        1 2 3 (4 . 5)))
              ;; falint counts characters from 1, whatever their width on the screen.
              compilation-error-screen-columns nil
              compilation-first-column 1
              ;; Advice is listed only when it is asked for; then do not pass it over.
              compilation-skip-threshold 0))

(defun falint-check ()
  "Check the visited file with falint."
  (interactive)
  (save-some-buffers)
  (let ((coding-system-for-read 'utf-8))
    (compilation-start
     (concat falint-check-command " " (shell-quote-argument (file-local-name buffer-file-name)))
     #'falint-mode)))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '(((text-mode :language-id "plaintext") (markdown-mode :language-id "markdown"))
                 . ("falint" "server")))
  ;; Emacs 30.1 leaves the bytes of a Chinese file name as they are, and then does not find the draft they name.
  (advice-add 'eglot-uri-to-path :filter-return
              (lambda (path) (decode-coding-string (encode-coding-string path 'utf-8-unix) 'utf-8-unix))
              '((name . falint-decode))))

(provide 'falint)
;;; falint.el ends here
