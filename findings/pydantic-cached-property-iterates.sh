#!/bin/sh
# pydantic: モデルの反復と dict() は、cached_property を一度読んだ後は、その値も項目として返す。
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q --disable-pip-version-check install pydantic==2.14.4
cd "$work"
cat >probe.py <<'PY'
from functools import cached_property

import pydantic


class Form(pydantic.BaseModel):
    members: int

    @cached_property
    def doubled(self) -> int:
        return self.members * 2


form = Form(members=3)
before = dict(form)
form.doubled
after = dict(form)
print("pydantic", pydantic.VERSION, before, "->", after, "model_dump", form.model_dump())
assert before == {"members": 3} and after == {"members": 3, "doubled": 6} and form.model_dump() == {"members": 3}
print("reading a cached property changes what the model yields when iterated; model_dump() does not follow")
PY
"$work/venv/bin/python" probe.py
