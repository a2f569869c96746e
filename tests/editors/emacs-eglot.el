;;; -*- lexical-binding: t; coding: utf-8 -*-
;; Connects eglot, waits for what falint says of a draft, takes a fix and follows a reference.
;; Run by tests/editors/run in the folder of the draft, with falint in PATH and editors/emacs/falint.el loaded.
(require 'eglot)

(defun falint-await (what condition)
  (let ((end (+ (float-time) 20)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (error "Waited in vain for %s; diagnostics: %S" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))
      (sit-for 0.05)
      (accept-process-output nil 0.05))))

(defun falint-findings ()
  "Line, severity and text of each finding, in the order of the buffer."
  (mapcar (lambda (finding)
            (list (line-number-at-pos (flymake-diagnostic-beg finding))
                  (flymake-diagnostic-type finding)
                  (buffer-substring-no-properties (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding))))
          (sort (flymake-diagnostics)
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun falint-line (number)
  (save-excursion (goto-char (point-min)) (forward-line (1- number))
                  (buffer-substring-no-properties (point) (pos-eol))))

(defun falint-stand-on (line text)
  (goto-char (point-min))
  (forward-line (1- line))
  (search-forward text)
  (goto-char (match-beginning 0)))

(setq backtrace-on-error-noninteractive nil
      eglot-sync-connect 20
      eglot-confirm-server-edits nil)
(set-language-environment "UTF-8")
(find-file "草案.txt")
(apply #'eglot (eglot--guess-contact))
(falint-await "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
(let ((wanted '((2 eglot-error ",")
                (3 eglot-error "(市)")
                (4 eglot-error "对对")
                (5 eglot-warning "2025年  月  日"))))
  (unless (equal wanted (falint-findings))
    (error "Diagnostics: expected %S, got %S" wanted (falint-findings))))

(falint-stand-on 3 "(市)")
(let* ((actions (append (eglot-code-actions (point) (point)) nil))
       (fix (seq-find (lambda (action) (string-search "（市）" (plist-get action :title))) actions)))
  (unless fix (error "No fix among %S" actions))
  (eglot-execute (eglot-current-server) fix))
(unless (string-search "县（市）区" (falint-line 3))
  (error "The fix leaves %S" (falint-line 3)))

(falint-stand-on 3 "第一条")
(xref-find-definitions (xref-backend-identifier-at-point 'eglot))
(unless (= 2 (line-number-at-pos))
  (error "The definition is in line %d" (line-number-at-pos)))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(message "ok")
