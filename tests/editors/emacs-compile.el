;;; -*- lexical-binding: t; coding: utf-8 -*-
;; Goes through what falint finds with next-error. Run by tests/editors/run in the folder of the draft.
(defconst falint-expected
      '((2 "punct-halfwidth" 2 ",制")
        (3 "punct-halfwidth" 2 "(市)")
        (4 "word-must-vs-should" 0 "必须")
        (4 "typo-dup-word" 2 "对对")
        (5 "effective-date-placeholder" 1 "2025年")))

(defvar falint-ended nil "Whether all that falint says has been read.")
(add-hook 'compilation-finish-functions (lambda (&rest _) (setq falint-ended t)))

(defun falint-test (file)
  (find-file file)
  (setq falint-ended nil)
  (falint-check)
  (while (not falint-ended) (accept-process-output nil 0.1))
  (dolist (expected falint-expected)
    (pcase-let ((`(,line ,lint ,type ,text) expected))
      (next-error)
      (let ((message (with-current-buffer next-error-last-buffer
                       (get-text-property (point) 'compilation-message))))
        (unless (string-search lint (with-current-buffer next-error-last-buffer
                                      (buffer-substring (pos-bol) (pos-eol))))
          (error "%s: not at %s" file lint))
        (unless (= type (compilation--message->type message))
          (error "%s: %s is of type %s" file lint (compilation--message->type message))))
      (unless (and (equal (buffer-name) (file-name-nondirectory file))
                   (= line (line-number-at-pos))
                   (looking-at-p (regexp-quote text)))
        (error "%s: %s leads to %s, line %d, %S" file lint (buffer-name) (line-number-at-pos)
               (buffer-substring (point) (pos-eol))))))
  (condition-case nil (progn (next-error) (error "more than expected"))
    (user-error nil)))

(setq backtrace-on-error-noninteractive nil
      falint-check-command (concat falint-check-command " --min-severity advice"))
(set-language-environment "UTF-8")
(prefer-coding-system 'gb18030)
(prefer-coding-system 'utf-8)
(falint-test "草案.txt")
(falint-test "gb18030.txt")
(message "ok")
