#include "gateway/disclosure/folded_text.h"

#include <algorithm>
#include <iterator>

#include "gateway/base/utf8.h"

namespace tasuki::disclosure {
namespace {

constexpr char32_t kNothing = 0;
// Half-width katakana in the order of JIS X 0201, as full-width ones.
constexpr std::u32string_view kFullWidthKana =
    U"ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
    U"ハヒフヘホ"
    U"マミムメモヤユヨラリルレロワン";
// Pairs: a form in which names are registered, and the one in common use.
constexpr std::u32string_view kForms =
    U"髙高﨑崎嵜崎𠮷吉邊辺邉辺齋斉齊斉斎斉澤沢濱浜濵浜廣広國国櫻桜嶋島嶌島眞真"
    U"惠恵"
    U"德徳瀨瀬淸清槇槙栁柳桒桑冨富龍竜榮栄圓円來来曾曽瀧滝渕淵萬万藏蔵靜静豐豊"
    U"禮礼"
    U"壽寿條条彌弥與与實実兒児應応學学澁渋燒焼";
// The same for the compatibility ideographs of NEC and IBM, which look like the
// others and would be lost in an editor.
constexpr char32_t kCompatible[][2] = {
    {0xFA19, U'神'}, {0xFA1A, U'祥'}, {0xFA1B, U'福'}, {0xFA1E, U'羽'},
    {0xFA1C, U'靖'}, {0xFA1D, U'精'}, {0xFA26, U'都'}, {0xFA12, U'晴'},
    {0xF9DC, U'隆'}, {0xF929, U'朗'}, {0xFA4F, U'祐'}};

constexpr char32_t kVoiced = 0x3099, kHalfVoiced = 0x309A;

bool HasNoWidth(char32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
         (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
         c == 0xAD;
}

bool IsSpace(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

bool IsDash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 ||
         c == 0xFF0D;
}

char32_t CommonForm(char32_t c) {
  for (const auto& [rare, common] : kCompatible) {
    if (c == rare) return common;
  }
  for (size_t i = 0; i < kForms.size(); i += 2) {
    if (c == kForms[i]) return kForms[i + 1];
  }
  return c;
}

char32_t FoldOne(char32_t c) {
  if (HasNoWidth(c)) return kNothing;
  if (IsSpace(c)) return ' ';
  if (IsDash(c)) return '-';
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  if (c >= 0xFF66 && c <= 0xFF9D) return kFullWidthKana[c - 0xFF66];
  if (c == 0xFF65) return U'・';
  if (c == 0xFF61) return U'。';
  if (c == 0xFF64) return U'、';
  if (c == 0xFF62) return U'「';
  if (c == 0xFF63) return U'」';
  if (c == 0xFF9E || c == 0x309B) return kVoiced;
  if (c == 0xFF9F || c == 0x309C) return kHalfVoiced;
  return CommonForm(c);
}

// The kana with the mark; nothing if it does not take one.
char32_t Marked(char32_t kana, char32_t mark) {
  const char32_t row = IsHiragana(kana) ? kana + 0x60 : kana;
  const bool in_ha_row = row >= U'ハ' && row <= U'ホ' && (row - U'ハ') % 3 == 0;
  if (mark == kHalfVoiced) return in_ha_row ? kana + 2 : kNothing;
  if (row == U'ウ') return kana - row + U'ヴ';
  constexpr std::u32string_view kTakes = U"カキクケコサシスセソタチツテト";
  const bool takes = in_ha_row || kTakes.find(row) != kTakes.npos;
  return takes ? kana + 1 : kNothing;
}

}  // namespace

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsLatin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F);
}
bool IsHiragana(char32_t c) { return c >= 0x3041 && c <= 0x3096; }
bool IsKatakana(char32_t c) {
  return (c >= 0x30A1 && c <= 0x30FA) || c == U'ー';
}
bool IsKanji(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xE000 && c <= 0xF8FF) || c == U'々' || c == U'ヶ';
}

std::u32string Folded(absl::string_view text) {
  std::u32string folded;
  while (!text.empty()) {
    const char32_t point = TakeCodePoint(text);
    if (point == kNotUtf8) break;
    const char32_t c = FoldOne(point);
    if (c == kNothing) continue;
    if ((c == kVoiced || c == kHalfVoiced) && !folded.empty()) {
      const char32_t marked = Marked(folded.back(), c);
      if (marked != kNothing) folded.back() = marked;
      continue;
    }
    folded.push_back(c);
  }
  return folded;
}

std::u32string Squeezed(std::u32string_view folded) {
  std::u32string squeezed;
  for (const char32_t c : folded) {
    if (c == ' ' || c == '\n' || c == '-' || c == U'ー' || c == U'・') continue;
    if (c >= 'A' && c <= 'Z') {
      squeezed.push_back(c - 'A' + 'a');
    } else {
      squeezed.push_back(IsHiragana(c) ? c + 0x60 : c);
    }
  }
  return squeezed;
}

}  // namespace tasuki::disclosure
