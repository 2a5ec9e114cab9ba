"""Puts what wasm2js wrote into one classic script: python3 wrap.py core.js wasm2js-output version.

wasm2js writes a module, spread over many lines, with its data in base64. Here it becomes the body of a function, its
names are shortened and its data written as text, which makes the script about half as large to download.
"""

import base64
from itertools import count, product
import os
import re
import string
import sys

SHORT = {
    "HEAPU8": "B", "HEAP8": "C", "HEAP32": "W", "HEAPU32": "U", "HEAPF64": "D", "HEAPF32": "F", "HEAP16": "H", "HEAPU16": "J",
    "Math_imul": "I", "Math_floor": "L", "Math_abs": "A", "Math_sqrt": "S", "Math_clz32": "Z", "Math_ceil": "K",
    "wasm2js_scratch_store_i32": "P", "wasm2js_scratch_load_i32": "Q", "wasm2js_scratch_store_f64": "R",
    "wasm2js_scratch_load_f64": "T", "global$0": "G", "i64toi32_i32$HIGH_BITS": "Y", "infinity": "E", "abort": "X",
}
LOCAL = re.compile(r"\$\d+_\d+|\$\$\d+|label\$\d+|wasm2js_[if]\d+\$\d+|i64toi32_i32\$\d+(?:_\d+)?")
RESERVED = {"do", "if", "in"}


def short_names():
    for length in count(1):
        for letters in product(string.ascii_lowercase, repeat=length):
            name = "".join(letters)
            if name not in RESERVED:
                yield name


def data(text):
    """Data segments as text with one character for each byte."""

    def literal(match):
        out = []
        for byte in base64.b64decode(match[2]):
            character = chr(byte)
            if character in '"\\':
                out.append("\\" + character)
            elif 32 <= byte < 127:
                out.append(character)
            else:
                out.append(f"\\x{byte:02x}")
        return f'  M({match[1]}, "{"".join(out)}")'

    start = text.index("  var base64ReverseLookup")
    end = text.index("function initActiveSegments")
    text = text[:start] + (
        "function M(at, text) { for (var i = 0; i < text.length; i++) bufferView[at + i] = text.charCodeAt(i); }\n") + text[end:]
    return re.sub(r'  base64DecodeToExistingUint8Array\(bufferView, (\d+), "([^"]*)"\)', literal, text)


def shorten(function):
    """A function with its own names shortened, in the order they come up."""
    shorts = dict(zip(dict.fromkeys(LOCAL.findall(function)), short_names()))
    return LOCAL.sub(lambda match: shorts[match[0]], function)


def squeeze(text):
    """Drops the spaces that JavaScript does not need; text in quotes stays."""
    parts = re.split(r'("(?:[^"\\]|\\.)*")', text)
    for index in range(0, len(parts), 2):
        part = re.sub(r"//.*|/\*.*?\*/", "", parts[index])
        part = re.sub(r"\s*\n\s*", "\n", part)
        part = re.sub(r" ?([*/<>=!&|^?:;,(){}\[\]]) ?", r"\1", part)
        # A sign next to a sign would become ++ or --.
        part = re.sub(r"(?<=[\w)\]]) ([-+]) (?=[\w(])", r"\1", part)
        part = re.sub(r"\n?([{}])\n?", r"\1", part)
        parts[index] = re.sub(r";(?=\})", "", part)
    return "".join(parts)


def main():
    template, module, version = sys.argv[1:]
    with open(module, encoding="utf-8") as file:
        text = file.read()
    # The module's imports and exports give way to the object it makes.
    text = re.sub(r"(?m)^export var .*\n", "", text)
    if re.search(r"(?m)^import ", text):
        sys.exit("the core must import nothing")
    text = data(text)
    text = "".join(shorten(part) for part in re.split(r"(?m)^(?= function )", text))
    for name, short in SHORT.items():
        text = re.sub(rf"(?<![\w$\"']){re.escape(name)}(?![\w$\"'])(?!: function)", short, text)
    # An index into bytes is a whole number without being made one.
    text = re.sub(r"(\b[BC]\[\w+(?: \+ \d+)?) \| 0\]", r"\1]", text)
    text = squeeze(text)
    with open(template, encoding="utf-8") as file:
        wrapper = file.read()
    with open(os.path.join(os.path.dirname(template), "run.js"), encoding="utf-8") as file:
        wrapper = wrapper.replace("/*RUN*/\n", file.read())
    wrapper = wrapper.replace("/*VERSION*/", version).replace("/*CORE*/", text.strip() + "\nreturn retasmFunc;")
    if not wrapper.isascii():
        sys.exit("the script must be ASCII")
    sys.stdout.write(wrapper)


main()
