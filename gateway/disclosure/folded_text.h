#ifndef GATEWAY_DISCLOSURE_FOLDED_TEXT_H_
#define GATEWAY_DISCLOSURE_FOLDED_TEXT_H_

#include <string>
#include <string_view>

#include "absl/strings/string_view.h"

// Texts made comparable: the same words written with another width, kana width,
// dash, glyph or character form become the same code points. For searching
// only; what is stored stays as it was written.
namespace tasuki::disclosure {

// Full and half width become one, marks join their kana, variation selectors
// and characters without width vanish, every dash is '-', every space ' ', and
// the forms of a kanji that names are written with (髙 and 高) are one. Line
// feeds and the case of letters stay. Bytes that are not UTF-8 end the text.
std::u32string Folded(absl::string_view text);

// A folded text for comparing names: without spaces, dots, dashes and long
// vowel marks, hiragana as katakana, letters small.
std::u32string Squeezed(std::u32string_view folded);

// Kinds of code points of a folded text.
bool IsDigit(char32_t c);
bool IsLatin(char32_t c);
bool IsHiragana(char32_t c);
bool IsKatakana(char32_t c);
bool IsKanji(char32_t c);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_FOLDED_TEXT_H_
