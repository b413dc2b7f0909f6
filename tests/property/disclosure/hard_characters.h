#ifndef TESTS_PROPERTY_DISCLOSURE_HARD_CHARACTERS_H_
#define TESTS_PROPERTY_DISCLOSURE_HARD_CHARACTERS_H_

#include <string>
#include <vector>

namespace tasuki::disclosure {

// Texts of one or two characters that code conversion, normalisation or a
// narrow string type would change, beside what they would become.
inline const std::vector<std::string>& HardCharacters() {
  static const auto* const characters = new std::vector<std::string>{
      "\u9AD9",           "\u9AD8",            // 髙 and 高
      "\uFA11",           "\u5D0E",            // 﨑 and 崎
      "\U00020BB7",       "\u5409",            // 𠮷, beyond the BMP, and 吉
      "\u845B\U000E0100", "\u845B\U000E0101",  // 葛 in two glyphs
      "\u845B",                                // and in no certain one
      "\u8FBB\U000E0100", "\u8FBB\U000E0101",  // 辻 with one dot and two
      "\u30FC",           "\uFF0F",           "\u2015", "\u2014",  // ー ／ ― —
      "\uFF0D",           "\u2212",           "\u301C", "\uFF5E",  // － − 〜 ～
      "\uFF80\uFF9E",     "\u30C0",  // half-width ﾀﾞ and ダ
      "\u304B\u3099",     "\u304C",  // か with a mark and が
      "\u2460",           "\u3231",           "\u337E", "\u2116",  // ① ㈱ ㍾ №
      "\u2252",           "\u222A",
      "\uFFE2",  // twice in NEC and IBM rows
      "\u7E8A",           "\u8CF4",
      "\u2170",  // NEC-selected IBM characters
      "\uE000",           "\uE757",
      "\uF8FF",  // gaiji of somebody's own
      "\u3000",           "\u00E9",           "e\u0301"};  // spaces and accents
  return *characters;
}

}  // namespace tasuki::disclosure

#endif  // TESTS_PROPERTY_DISCLOSURE_HARD_CHARACTERS_H_
