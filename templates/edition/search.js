// Width, case, kind of kana, blanks and hyphens make no difference, nor ヶ and ケ or older forms of a character.
function searched(text) {
  const [others, everyday] = otherForms;
  const forms = new Map([...others].map((form, index) => [form, [...everyday][index]]));
  return [...text.normalize("NFKC").toLowerCase().replace(/[\s\-‐・\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "")]
    .map(letter => forms.get(letter) ?? letter).join("")
    .replace(/(?<=[一-龥々])[ヶケがガヵカ](?=[一-龥々])/gu, "ケ").replace(/(?<=[一-龥々])[のノ之乃](?=[一-龥々])/gu, "の")
    .replace(/[ァ-ヶ]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(/[āâ]/g, "a").replace(/[īî]/g, "i").replace(/[ūû]/g, "u").replace(/[ēê]/g, "e").replace(/[ōô]/g, "o")
    .replace(/o[ou]/g, "o").replace(/uu/g, "u").replace(/m(?=[bmp])/g, "n");
}

// A term is a word of the row, or begins with one and goes on with another: 岩手県盛岡市. A county may stand between.
function hasTerm(term, words) {
  const has = part => part !== "" && words.some(word => word.includes(part));
  const rests = [term, ...words.filter(word => term.startsWith(word)).map(word => term.slice(word.length))];
  return rests.some(rest => has(rest) || has(rest.replace(/^[^郡]{1,5}郡(?=.+[町村]$)/u, "")));
}

// Blanks may stand inside a name (鰺 ヶ 沢 町) or between names (岩手 盛岡).
function isFound(query, words) {
  const terms = query.split(/[\s、，,]+/u).map(searched).filter(term => term !== "");
  return hasTerm(searched(query), words) || (terms.length > 0 && terms.every(term => hasTerm(term, words)));
}
