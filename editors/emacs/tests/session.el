;;; session.el --- A session with the server in Eglot  -*- lexical-binding: t; -*-

;; Set up as README.md beside this folder says: its first block of Emacs Lisp is read from there. What can be typed is
;; typed, as keys. Nothing sleeps: every wait is for a thing to be so.
;;
;; $KSTACK_LS is the server's program.

;;; Code:

(require 'package)
(package-initialize)
(require 'eglot)
(require 'ert)
(require 'yaml-mode)

(defconst kstack-tests-folder (file-name-directory load-file-name))

(defun kstack-tests-set-up ()
  "Do what the README tells, with the server under test."
  (with-temp-buffer
    (insert-file-contents (expand-file-name "../README.md" kstack-tests-folder))
    (re-search-forward "^```elisp\n")
    (let ((start (point)))
      (re-search-forward "^```$")
      (let ((set-up (buffer-substring start (match-beginning 0))))
        (erase-buffer)
        (insert set-up)
        (goto-char (point-min))
        (search-forward "\"kstack-language-server\"")
        (replace-match (prin1-to-string (getenv "KSTACK_LS")) t t)
        (eval-buffer)))))

(defmacro kstack-tests-await (what &rest probe)
  "Wait until PROBE gives something and return it; fail for the lack of WHAT."
  (declare (indent 1))
  `(let ((deadline (+ (float-time) 20)) found)
     (while (and (not (setq found (progn ,@probe))) (< (float-time) deadline))
       (accept-process-output nil 0.02))
     (or found (ert-fail (list "in vain" ,what (buffer-string))))))

(defun kstack-tests-type (keys)
  "Type KEYS, in the notation of `kbd'."
  (let ((last-nonmenu-event ?x))
    (execute-kbd-macro (kbd keys)))
  (run-hooks 'post-command-hook)
  ;; What Eglot does once Emacs is idle.
  (when (bound-and-true-p eglot--managed-mode) (eglot--signal-textDocument/didChange)))

(defun kstack-tests-go (text)
  "Put point before the first TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun kstack-tests-underlined ()
  "What is underlined, with its severity, once it was reported."
  (mapcar (lambda (found)
            (list (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))
                  (flymake-diagnostic-type found)))
          (flymake-diagnostics)))

(defmacro kstack-tests-with (name text &rest body)
  "Open a file NAME with TEXT in a folder of its own and run BODY there, Eglot being connected."
  (declare (indent 2))
  `(let* ((folder (make-temp-file "kstack" t))
          (path (expand-file-name ,name folder))
          (coding-system-for-write 'utf-8-unix)
          (process-environment (cons (concat "HOME=" folder) process-environment)))
     (with-temp-file path (insert ,text))
     (find-file path)
     (unwind-protect
         (progn
           (run-hooks 'post-command-hook)
           (kstack-tests-await "Eglot to connect" (bound-and-true-p eglot--managed-mode))
           ,@body)
       (set-buffer-modified-p nil)
       (when (eglot-current-server) (eglot-shutdown (eglot-current-server)))
       (kill-buffer (get-file-buffer path))
       (delete-directory folder t))))

(kstack-tests-set-up)

(ert-deftest kstack-settings ()
  "The settings of a folder reach the server."
  (kstack-tests-with "kstack.yaml" "apps:\n  web:\n    image: nginx:1.27\n    sidecars: {log: {image: busybox:1}}\n"
    (with-temp-file (expand-file-name ".dir-locals.el" folder)
      (prin1 '((yaml-mode . ((eglot-workspace-configuration . (:kstack (:diagnostics (:bestPractices t)))))))
             (current-buffer)))
    (eglot-signal-didChangeConfiguration (eglot-current-server))
    (kstack-tests-await "a best practice" (kstack-tests-underlined))))

(ert-deftest kstack-session ()
  "Open, see the error, hover, complete, rename, format, fix, save."
  (kstack-tests-with "kstack.yaml" "apps:
  web: # 😀
    image: nginx:1.27
    ports:
      - 8080:50
    environment:
        API: http://api:80
  api: {image: \"nginx:1.27\", ports: [\"80:80\"]}
"
    ;; Diagnostics.
    (kstack-tests-await "the error" (kstack-tests-underlined))
    (should (equal (kstack-tests-underlined) '(("8080:50" eglot-error))))
    (should (string-match-p "484850" (flymake-diagnostic-text (car (flymake-diagnostics)))))

    ;; What ElDoc shows for point.
    (kstack-tests-go "ports:")
    (eldoc-print-current-symbol-info)
    (kstack-tests-await "the documentation"
      (when (buffer-live-p eldoc--doc-buffer)
        (with-current-buffer eldoc--doc-buffer (string-match-p "Service" (buffer-string)))))

    ;; Completion.
    (kstack-tests-go "    image")
    (kstack-tests-type "C-o")
    (insert "    envF")
    (kstack-tests-type "M-x completion-at-point RET")
    (should (looking-back "^    envFrom:\n      - " nil))
    (kstack-tests-type "C-p C-a C-k C-k C-k C-k")
    (should (looking-at-p "    image"))

    ;; Renaming, with a character before the name that UTF-16 counts twice.
    (kstack-tests-go "api:80")
    (kstack-tests-type "M-x eglot-rename RET s i t e RET")
    (should (string-match-p "^  site: {image" (buffer-string)))
    (should (string-match-p "http://site:80$" (buffer-string)))

    ;; Formatting.
    (kstack-tests-type "M-x eglot-format-buffer RET")
    (should (string-match-p "^      API: " (buffer-string)))

    ;; Quick fix: the one that Eglot suggests is the preferred one.
    (kstack-tests-go "8080:50")
    (kstack-tests-await "the error at its new place" (flymake-diagnostics (point)))
    (kstack-tests-type "M-x eglot-code-actions RET RET")
    (should (string-match-p "^      - \"8080:50\"$" (buffer-string)))
    (kstack-tests-await "no error" (null (kstack-tests-underlined)))

    ;; Save.
    (kstack-tests-type "C-x C-s")
    (should (equal (with-temp-buffer (insert-file-contents path) (buffer-string)) "apps:
  web: # 😀
    image: nginx:1.27
    ports:
      - \"8080:50\"
    environment:
      API: http://site:80
  site: {image: \"nginx:1.27\", ports: [\"80:80\"]}
"))))

(provide 'session)
;;; session.el ends here
