#include "gateway/disclosure/value_format.h"

namespace tasuki::disclosure {
namespace {

constexpr char32_t kNotUtf8 = 0xFFFFFFFF;

// How many bytes follow a lead byte; -1 if it leads nothing.
int FollowersOf(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead < 0xC2) return -1;  // a follower, or an overlong form of ASCII
  if (lead < 0xE0) return 1;
  if (lead < 0xF0) return 2;
  return lead < 0xF5 ? 3 : -1;
}

// Takes one code point off the front.
char32_t Take(absl::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const int followers = FollowersOf(lead);
  if (followers < 0 || text.size() <= static_cast<size_t>(followers)) {
    return kNotUtf8;
  }
  char32_t point = followers == 0 ? lead : lead & (0x3F >> followers);
  for (int i = 1; i <= followers; ++i) {
    const auto follower = static_cast<unsigned char>(text[i]);
    if ((follower & 0xC0) != 0x80) return kNotUtf8;
    point = point << 6 | (follower & 0x3F);
  }
  text.remove_prefix(followers + 1);
  const bool overlong =
      (followers == 2 && point < 0x800) || (followers == 3 && point < 0x10000);
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return overlong || surrogate || point > 0x10FFFF ? kNotUtf8 : point;
}

bool IsControl(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

}  // namespace

std::optional<int> CountCharacters(absl::string_view text, bool line_feeds) {
  int characters = 0;
  while (!text.empty()) {
    const char32_t point = Take(text);
    if (point == kNotUtf8) return std::nullopt;
    if (IsControl(point) && !(line_feeds && point == '\n')) return std::nullopt;
    ++characters;
  }
  return characters;
}

}  // namespace tasuki::disclosure
