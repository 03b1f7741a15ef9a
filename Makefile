# 地域共生ブリーフ: `make help` lists the commands.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory

# What the user types is data: taken literally, handed over in the environment, never part of a command line.
override PREF := $(value PREF)
override GROUP := $(value GROUP)
override YEAR := $(value YEAR)
override SOURCE := $(value SOURCE)
override FILE := $(value FILE)
override OUT := $(value OUT)
override JOBS := $(value JOBS)
override OLD := $(value OLD)
override NEW := $(value NEW)
override ID := $(value ID)
override FIGURE := $(value FIGURE)
override QUICK := $(value QUICK)
override DRAFT := $(value DRAFT)
override KEY := $(value KEY)
override SIGNER := $(value SIGNER)
override CODE := $(value CODE)
override DIR := $(value DIR)
override FORCE := $(value FORCE)
export PREF GROUP YEAR SOURCE FILE OUT JOBS ID FIGURE OLD NEW QUICK DRAFT FORCE CODE DIR KEY SIGNER
export PYTHONUTF8 := 1
unexport PYTHONPATH PYTHONHOME
export PYTHONDONTWRITEBYTECODE :=

PY := .venv/bin/python
RUN := $(PY) -m generator

.PHONY: explore test-programs help forms brief briefs publish packages diff compare new-edition ingest ingest-check audit inquiry inquiry-import datapackage doctor check lint types test baselines lock wheelhouse clean overview bench gallery validate certificate explain verify status

help: ## この一覧を表示する
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

brief: .venv/.ready-run ## 1県分を作る（PREF=岩手 [YEAR=2018]）、ブロック分を作る（GROUP=東北）
	@$(RUN) brief

certificate: .venv/.ready-run ## 資料と、決裁に添える検証書を作る（PREF=岩手）
	@$(RUN) brief --certificate

explain: .venv/.ready-run ## 数値の成り立ちを個票の行まで遡って示す（PREF=岩手 FIGURE=28.0 又は ID=数値ID）
	@$(RUN) explain

verify: .venv/.ready-run ## PDFがこの一式から作られるものと同じかを確かめる（FILE=資料.pdf [SIGNER=証明書の指紋]）
	@$(RUN) verify

briefs: .venv/.ready-run ## 収録されている全都道府県分を作る（[YEAR=2018]）
	@$(RUN) briefs

publish: .venv/.ready-run ## 年度版の全ての資料と索引を作る（YEAR=2018 [JOBS=2] [OUT=フォルダ] [DRAFT=1]）
	@$(RUN) publish

packages: .venv/.ready-run ## 都道府県ごとの一式（zip）と送付の下書き（.eml）を作る（YEAR=2018）
	@$(RUN) publish --packages

.PHONY: sign
sign: .venv/.ready-run ## 公表物のPDFに電子署名をする（YEAR=2018 KEY=鍵.p12 [OUT=フォルダ]）
	@$(RUN) sign

diff: .venv/.ready-run ## 2つの版を比べ、正誤表（PDFとCSV）を作る（OLD=前の版 NEW=後の版）
	@$(RUN) diff

compare: .venv/.ready-run ## 2つの公表のファイルが、1バイトも違わないかを確かめる（OLD=前の公表 NEW=後の公表）
	@$(RUN) compare

new-edition: .venv/.ready-run ## 新しい年度の設定の下書き、空の表、チェックリストを作る（YEAR=2019）
	@$(RUN) new-edition

forms: .venv/.ready-run ## 前年度の回答団体に配る調査票（.xlsx）を作る（YEAR=2019 [CODE=032018]）
	@$(RUN) forms

status: .venv/.ready-run ## 年度版の準備がどこまで進んだか、次に何をするかを示す（YEAR=2019）
	@$(RUN) status

.PHONY: collect
collect: .venv/.ready-run ## 戻ってきた調査票を読み、表と提出の状況を作る（DIR=回収 YEAR=2019 [OUT=フォルダ]）
	@$(RUN) collect

ingest: .venv/.ready-run ## 個票の文書か、回答のフォルダから表を作る（SOURCE=文書かフォルダ YEAR=2018 [OUT=フォルダ]）
	@$(RUN) ingest

ingest-check: .venv/.ready-run ## 表の数値が引用行にあることを確かめる（SOURCE=文書 YEAR=2018）
	@$(RUN) ingest --check

.PHONY: targets-sheet targets-import summaries-sheet summaries-import practice-sheet practice-import
targets-sheet: .venv/.ready-run ## 成果目標の作業表（.xlsx）を作る（YEAR=2018 [SOURCE=文書]）
	@$(RUN) targets-sheet

targets-import: .venv/.ready-run ## 記入した成果目標の作業表を取り込む（FILE=作業表 YEAR=2018）
	@$(RUN) targets-import

summaries-sheet: .venv/.ready-run ## 要約の作業表を作る（YEAR=2018 [SOURCE=文書]）
	@$(RUN) summaries-sheet

summaries-import: .venv/.ready-run ## 記入した要約の作業表を取り込む（FILE=作業表 YEAR=2018）
	@$(RUN) summaries-import

practice-sheet: .venv/.ready-run ## 3章・4章の表の作業表を作る（YEAR=2018 [SOURCE=文書]）
	@$(RUN) practice-sheet

practice-import: .venv/.ready-run ## 記入した3章・4章の作業表を取り込む（FILE=作業表 YEAR=2018）
	@$(RUN) practice-import

.PHONY: reanchor
reanchor: .venv/.ready-run ## 編集者の書いた行番号を、改まった文書に合わせて付け直す（SOURCE=文書 YEAR=2018）
	@$(RUN) reanchor

audit: .venv/.ready-run ## 表を点検する（[PREF=岩手]）
	@$(RUN) audit

inquiry: .venv/.ready-run ## 疑義照会の表とメールの下書きを作る（PREF=栃木。なければ全て）
	@$(RUN) inquiry

inquiry-import: .venv/.ready-run ## 回答のある疑義照会の表を訂正に取り込む（FILE=09_栃木県_疑義照会.xlsx）
	@$(RUN) inquiry-import

datapackage: .venv/.ready-run ## 表の説明（datapackage.json）を作り直す
	@$(RUN) datapackage

overview: .venv/.ready-run ## 収録されている範囲の全体の概況を作る（[YEAR=2018]）
	@$(RUN) overview

bench: .venv/.ready-run ## 速さを測り docs/performance.md に書く（[QUICK=1]）
	@$(PY) -m benchmarks

gallery: .venv/.ready-run ## 出来上がった資料の全ページの一覧（PNG）を作る
	@$(RUN) gallery

validate: .venv/.ready-dev ## 出来上がった資料がPDF/A-3aとPDF/UA-1に適合することを確かめる
	@$(RUN) validate

doctor: .venv/.ready-run ## 動作環境・設定・データを点検する
	@$(RUN) doctor

check: .venv/.ready-dev ## 書式・型・試験をまとめて確かめる
	@failed=; for step in lint types test; do $(MAKE) $$step || failed=1; done; test -z "$$failed"

lint: .venv/.ready-dev ## 書式を確かめる
	@$(PY) -m ruff check .

types: .venv/.ready-dev ## 型を確かめる
	@$(PY) -m mypy

test: .venv/.ready-dev ## 試験を行う
	@$(PY) -m pytest

test-programs: .venv/.ready-dev ## 飛ばされた試験に要るプログラムを入れて、試験を行う（要ネットワーク）
	@mkdir -p build && scripts/test_programs.sh >build/test-programs.env && set -a && . ./build/test-programs.env && $(PY) -m pytest

explore: .venv/.ready-dev ## 性質の試験を、毎回異なる多数の入力で行う
	@EXPLORE=1 $(PY) -m pytest -k "$$(grep -rl '@given' tests --include='test_*.py' | xargs -n 1 basename -s .py | paste -sd '|' | sed 's/|/ or /g')"

baselines: .venv/.ready-dev ## 図の見本を作り直す
	@BASELINES=write $(PY) -m pytest -n 0 tests/charts/test_baselines.py

lock: .venv/.ready-dev ## 固定する版を選び直す（要ネットワーク）
	@scripts/lock.sh

wheelhouse: .venv/.ready-run ## ネットワークのない機械へ運ぶ部品を wheelhouse/ に集める（要ネットワーク）
	@$(PY) -m pip download --quiet --disable-pip-version-check --require-hashes -d wheelhouse -r requirements-dev.lock

clean: ## 作ったもの（briefs/ build/ 一時ファイル）を消す。公表物（目録のあるフォルダ）は、消してよいかを尋ねる（[FORCE=1]）
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/results
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@if [ "$$FORCE" != 1 ] && [ -n "$$(find briefs -name manifest.json -print -quit)" ]; then \
	  printf 'briefs/ に公表物があります。消してよければ y と入力してください: '; \
	  read -r answer || answer=; \
	  case "$$answer" in y|Y|ｙ) ;; *) echo 'briefs/ は残しました。'; exit 0;; esac; \
	fi; find briefs -mindepth 1 ! -name README.md -delete

.venv/.ready-run: requirements.lock scripts/setup.sh .venv/bin/python
	@scripts/setup.sh run

.venv/.ready-dev: requirements-dev.lock requirements.lock scripts/setup.sh .venv/bin/python
	@scripts/setup.sh dev

# Gone or dangling (the system's Python was replaced): the rules above then make .venv anew.
.venv/bin/python: ;

.DEFAULT:
	@echo 'エラー［COMMAND］ そのような命令はありません。対処: make help で一覧を確かめてください。' >&2; exit 2
