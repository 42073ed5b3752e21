# make demo   from a fresh clone to answers; needs Go, git and make
# make test   everything that must hold before a change lands
# make build  bin/entente, one static binary

GO            ?= go
FUZZTIME      ?= 10s
# Pinned, so that a new rule of a linter never breaks an old commit.
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.12.2
# The race detector needs a C compiler; without one the tests run all the same.
RACE          := $(if $(shell command -v $$($(GO) env CC) 2>/dev/null),-race)

.PHONY: build demo test vet lint unit fuzz bench check-data clean
.DEFAULT_GOAL := build

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/entente ./cmd/entente

DEMO := bin/entente --db demo/entente.db

# Each step shows the command before its answer. The articles are those of fixtures.
demo: build
	@rm -rf demo && mkdir -p demo
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) ingest fixtures/corpus'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) met Wendtland'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) met Taskiran Belyakov'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) path "Tariq Lodhi" "Mathilde Corvisier"'
	@cp cmd/entente/testdata/telephoned.js demo/
	@$(MAKE) --no-print-directory -s demo-step RUN='cat demo/telephoned.js'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) gizmo --table demo/telephoned.js'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) stats'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) export --layout -o demo/graph.gexf'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) export --top 40 -o demo/graph.svg'
	@$(MAKE) --no-print-directory -s demo-step RUN='$(DEMO) export --format nquads -o demo/graph.nq'
	@ls -l demo/graph.gexf demo/graph.svg demo/graph.nq
	@echo
	@echo 'demo/graph.gexf opens in Gephi (File > Open), demo/graph.svg in a browser.'
	@echo 'demo/graph.nq is the whole graph for any RDF tool; it comes back with:'
	@echo '  bin/entente ingest --format nquads demo/graph.nq --db copy.db'
	@echo 'Ask more, from this folder: bin/entente --help'

.PHONY: demo-step
demo-step:
	@printf '\n$$ %s\n' '$(RUN)'
	@$(RUN)

test: vet lint unit fuzz

vet:
	$(GO) vet ./...

lint:
	$(GO) run $(GOLANGCI_LINT) run ./...

unit:
	@test -n "$(RACE)" || echo "no C compiler: the tests run without the race detector"
	$(GO) test $(RACE) -timeout 30m ./...

# Every fuzz target for a short while; what one finds lands in testdata/fuzz.
# Go's fuzzer at times fails with "context deadline exceeded" when its time is up
# in the middle of a call (golang/go#75804); that is no finding, which would name the input.
fuzz:
	@mkdir -p bin; for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "fuzz $$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package > bin/fuzz.log 2>&1 || \
				{ grep -q 'context deadline exceeded' bin/fuzz.log && ! grep -q 'Failing input' bin/fuzz.log; } || \
				{ cat bin/fuzz.log; exit 1; }; \
		done || exit 1; \
	done

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# All tests, none skipped: the data that some need are there, xmllint and rapper too.
check-data:
	@mkdir -p bin
	@$(GO) test -count=1 -v ./... > bin/check-data.log || { grep -E -- '--- FAIL|^FAIL' bin/check-data.log; exit 1; }
	@if grep -A3 -E -- '--- SKIP' bin/check-data.log; then echo 'tests were skipped'; exit 1; fi

clean:
	rm -rf bin demo
