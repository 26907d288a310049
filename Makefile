# What can be done with the project; `make` alone lists it.

PREFIX ?= /usr/local
DESTDIR ?=
# How many compilers run at a time; SwiftPM's own choice when empty.
JOBS ?=
# What `make bench` measures, such as --quick or --server "CMD ARGS"; see Benchmarks/README.md.
BENCH_FLAGS ?=

NAME := kstack-language-server
EXAMPLE := docs/example/stack.kstack.yaml
SHELL_SCRIPTS := .ci/run scripts/package scripts/setup $(wildcard editors/*/tests/run) editors/neovim/pictures/make

# A target may import only what Package.swift lets it depend on.
BUILD_FLAGS := --explicit-target-dependency-import-check error $(if $(JOBS),-j $(JOBS))

# The installed program needs nothing from the machine: Swift's runtime and libyaml are linked in. macOS has no such
# programs, and some systems have no static libyaml; there only Swift's runtime is (on Linux).
STATIC_BUILD := .build-static
ifeq ($(shell uname -s),Linux)
STATIC_LIBYAML = $(wildcard $(shell pkg-config --variable=libdir yaml-0.1 2>/dev/null)/libyaml.a)
# What a session runs of the libraries lies together in the program, so that fewer of its pages come into memory: only
# LLVM's linker, which comes with Swift, puts functions in a given order. A name that no library has does no harm.
LINK_ORDER := packaging/link-order.txt
LINK_FLAGS := -Xswiftc -use-ld=lld -Xlinker --symbol-ordering-file=$(CURDIR)/$(LINK_ORDER) -Xlinker --no-warn-symbol-ordering
STATIC_FLAGS = $(if $(STATIC_LIBYAML),-Xswiftc -static-executable $(LINK_FLAGS),--static-swift-stdlib)
STRIP_FLAGS :=
else
STATIC_FLAGS =
# A Mach-O program must keep the symbols that its libraries look up.
STRIP_FLAGS := -x
endif

BINDIR = $(DESTDIR)$(PREFIX)/bin
DATADIR = $(DESTDIR)$(PREFIX)/share/$(NAME)
DOCDIR = $(DESTDIR)$(PREFIX)/share/doc/$(NAME)
MANDIR = $(DESTDIR)$(PREFIX)/share/man/man1
# Where each shell looks for completions that others have installed.
BASHDIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISHDIR = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

# The time that is written into packages and the manual page, so that the same sources give the same bytes.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

.PHONY: help
help:
	@echo "make run        build (the first time that takes some minutes), check the example stack and hold a session with the server on it"
	@echo "make test       everything: unit tests, end-to-end tests, a comparison with PyYAML, completion in real shells, sessions in real editors, the VS Code extension"
	@echo "make lint       formatting, scripts, Dockerfile and what CI reads"
	@echo "make format     put the formatting right"
	@echo "make bench      how fast the server answers"
	@echo "make schema     print schemas/ anew from the language"
	@echo "make link-order find out anew which functions of libraries lie together in the static program"
	@echo "make pictures   take the pictures of a real Neovim anew"
	@echo "make install    a static program, its manual page and completions in PREFIX ($(PREFIX)), under DESTDIR"
	@echo "make uninstall  take it away again"
	@echo "make dist       dist/*.tar.gz: a static program for Linux with all that belongs to it"
	@echo "make deb        dist/*.deb: the same as a Debian package"
	@echo "make clean      remove what was built"

.PHONY: setup
setup:
	@scripts/setup

.PHONY: run
run: setup
	@[ -x .build/release/$(NAME) ] || echo "The first build takes some minutes."
	swift build -c release --product $(NAME) $(BUILD_FLAGS)
	@echo
	@echo "== $(NAME) check $(EXAMPLE)"
	@# The mistakes in the example are planted: to find some (status 1) is what is expected here.
	@.build/release/$(NAME) check $(EXAMPLE); [ $$? -eq 1 ]
	@echo
	@python3 scripts/demo.py .build/release/$(NAME) $(EXAMPLE)

.PHONY: test
test: export KSTACK_LS = $(CURDIR)/.build/debug/$(NAME)
test:
	@scripts/setup test
	swift build --build-tests $(BUILD_FLAGS)
	swift test --skip-build --disable-xctest $(BUILD_FLAGS)
	scripts/differential.py $(KSTACK_LS)
	scripts/reports.py $(KSTACK_LS)
	scripts/schema.py
	scripts/yaml_server.py
	editors/tests/configs.py
	scripts/shells.py $(KSTACK_LS)
	@if [ -x editors/neovim/tests/run ]; then \
	  echo editors/neovim/tests/run; editors/neovim/tests/run; \
	elif [ "$${KSTACK_REQUIRE_NVIM:-0}" = 1 ]; then \
	  echo "editors/neovim/tests/run is missing" >&2; exit 1; \
	else \
	  echo "skipped: editors/neovim/tests/run is missing"; \
	fi
	editors/emacs/tests/run
	editors/kate/tests/session.py
	editors/vscode/tests/run

.PHONY: lint
lint: export PATH := $(CURDIR)/.build/lint/bin:$(PATH)
lint:
	@scripts/setup lint
	swift format lint --strict -r Sources Tests $(wildcard Benchmarks) Package.swift
	shellcheck -x -P SCRIPTDIR $(SHELL_SCRIPTS)
	swift build --product $(NAME) $(BUILD_FLAGS)
	scripts/ci_files.py .build/debug/$(NAME)

.PHONY: format
format: setup
	swift format -i -r Sources Tests $(wildcard Benchmarks) Package.swift

.PHONY: bench
bench: static
	swift build -c release --product kstack-benchmarks --scratch-path $(STATIC_BUILD) $(STATIC_FLAGS) $(BUILD_FLAGS)
	@$(STATIC_BUILD)/release/kstack-benchmarks $(BENCH_FLAGS)

.PHONY: schema
schema: setup
	swift run $(BUILD_FLAGS) $(NAME) schema --write schemas

# Of the server in KSTACK_LS, if there is one, else of the sources'.
.PHONY: pictures
pictures:
	$(if $(KSTACK_LS),,scripts/setup && swift build --product $(NAME) $(BUILD_FLAGS))
	editors/neovim/pictures/make
	node editors/vscode/scripts/copies.js

.PHONY: static
static: setup
	swift build -c release --product $(NAME) --scratch-path $(STATIC_BUILD) $(STATIC_FLAGS) $(BUILD_FLAGS)

# Needs valgrind, and is worth a run when Swift's libraries have changed much.
.PHONY: link-order
link-order: setup
	swift build -c release --product $(NAME) --scratch-path $(STATIC_BUILD) $(STATIC_FLAGS) $(BUILD_FLAGS) \
	  -Xlinker -Map=$(CURDIR)/$(STATIC_BUILD)/$(NAME).map
	scripts/link_order.py $(STATIC_BUILD)/release/$(NAME) $(STATIC_BUILD)/$(NAME).map > $(STATIC_BUILD)/link-order.txt
	mv $(STATIC_BUILD)/link-order.txt $(LINK_ORDER)

# What is printed by the program itself is printed anew with each program.
.PHONY: generated
generated: static
	strip $(STRIP_FLAGS) -o $(STATIC_BUILD)/$(NAME) $(STATIC_BUILD)/release/$(NAME)
	for shell in bash zsh fish; do \
	  $(STATIC_BUILD)/$(NAME) --generate-completion-script $$shell > $(STATIC_BUILD)/$(NAME).$$shell || exit 1; \
	done
	scripts/manual.py $(STATIC_BUILD)/$(NAME) $(SOURCE_DATE_EPOCH) > $(STATIC_BUILD)/$(NAME).1

.PHONY: install
install: generated
	install -d "$(BINDIR)" "$(DATADIR)" "$(DOCDIR)" "$(MANDIR)" "$(BASHDIR)" "$(ZSHDIR)" "$(FISHDIR)"
	install -m 755 $(STATIC_BUILD)/$(NAME) "$(BINDIR)/$(NAME)"
	install -m 644 schemas/kstack.schema.json "$(DATADIR)/kstack.schema.json"
	install -m 644 schemas/reference.md "$(DOCDIR)/reference.md"
	install -m 644 packaging/copyright "$(DOCDIR)/copyright"
	install -m 644 $(STATIC_BUILD)/$(NAME).1 "$(MANDIR)/$(NAME).1"
	install -m 644 $(STATIC_BUILD)/$(NAME).bash "$(BASHDIR)/$(NAME)"
	install -m 644 $(STATIC_BUILD)/$(NAME).zsh "$(ZSHDIR)/_$(NAME)"
	install -m 644 $(STATIC_BUILD)/$(NAME).fish "$(FISHDIR)/$(NAME).fish"

.PHONY: uninstall
uninstall:
	rm -f "$(BINDIR)/$(NAME)" "$(DATADIR)/kstack.schema.json" "$(DOCDIR)/reference.md" "$(DOCDIR)/copyright"
	rm -f "$(MANDIR)/$(NAME).1" "$(BASHDIR)/$(NAME)" "$(ZSHDIR)/_$(NAME)" "$(FISHDIR)/$(NAME).fish"
	-rmdir "$(DATADIR)" "$(DOCDIR)"

# What is packed is installed first, into a place of its own.
STAGE := $(STATIC_BUILD)/stage

# A package says that it needs no other.
.PHONY: linked-in
linked-in:
	@[ -n "$(STATIC_LIBYAML)" ] || { echo "libyaml.a is missing: a package would need the system's libyaml" >&2; exit 1; }

.PHONY: dist
dist: linked-in
	rm -rf $(STAGE)
	$(MAKE) install DESTDIR=$(STAGE) PREFIX=
	SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) scripts/package tar $(STAGE) dist

.PHONY: deb
deb: linked-in
	rm -rf $(STAGE)
	$(MAKE) install DESTDIR=$(STAGE) PREFIX=/usr
	SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) scripts/package deb $(STAGE) dist

.PHONY: clean
clean:
	rm -rf .build $(STATIC_BUILD) dist
