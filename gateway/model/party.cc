#include "gateway/model/party.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace tasuki {
namespace {

bool IsSegment(absl::string_view text) {
  return !text.empty() && text.size() <= 63 &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

bool IsPartyName(const std::vector<absl::string_view>& parts) {
  const bool body =
      parts.size() >= 2 && parts[0] == "bodies" && IsSegment(parts[1]);
  const bool unit =
      parts.size() == 4 && parts[2] == "units" && IsSegment(parts[3]);
  return body && (parts.size() == 2 || unit);
}

}  // namespace

absl::StatusOr<PartyName> PartyName::Parse(absl::string_view text,
                                           absl::string_view field) {
  if (IsPartyName(absl::StrSplit(text, '/'))) {
    return PartyName(std::string(text));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      field, ": expected bodies/{body} or bodies/{body}/units/{unit}"));
}

std::string PartyName::body() const { return BodyOf(text_); }

bool IsCentreUnit(v1::AudienceType audience) {
  return audience == v1::AUDIENCE_TYPE_CITY_MH ||
         audience == v1::AUDIENCE_TYPE_CITY_FS ||
         audience == v1::AUDIENCE_TYPE_CITY_DEV ||
         audience == v1::AUDIENCE_TYPE_CITY_SUP;
}

std::string PartyOfUri(absl::string_view uri) {
  // spiffe://<domain>/body/<body>[/unit/<unit>]/<system or staff>/<name>
  std::array<absl::string_view, 9> parts;
  size_t count = 0;
  for (bool more = true; more; ++count) {
    if (count == parts.size()) return "";
    const size_t slash = uri.find('/');
    parts[count] = uri.substr(0, slash);
    more = slash != uri.npos;
    if (more) uri.remove_prefix(slash + 1);
  }
  if (count == 7 && parts[3] == "body") {
    return absl::StrCat("bodies/", parts[4]);
  }
  if (count == 9 && parts[3] == "body" && parts[5] == "unit") {
    return absl::StrCat("bodies/", parts[4], "/units/", parts[6]);
  }
  return "";
}

std::string BodyOf(absl::string_view party) {
  const size_t first = party.find('/');
  if (first == party.npos) return std::string(party);
  return std::string(party.substr(0, party.find('/', first + 1)));
}

}  // namespace tasuki
