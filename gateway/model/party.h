#ifndef GATEWAY_MODEL_PARTY_H_
#define GATEWAY_MODEL_PARTY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki {

// The name of a party: a legal body `bodies/{body}` or a unit of one
// `bodies/{body}/units/{unit}`. Immutable; Parse is the only way to get one.
class PartyName {
 public:
  // INVALID_ARGUMENT unless `text` is such a name with ids of 1 to 63
  // characters [a-z0-9-]; `field` names the request field.
  static absl::StatusOr<PartyName> Parse(absl::string_view text,
                                         absl::string_view field);

  const std::string& text() const { return text_; }
  // The legal body's own name, `bodies/{body}`.
  std::string body() const;
  bool operator==(const PartyName&) const = default;

 private:
  explicit PartyName(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Is it one of the four units of a city's children and families centre
// (CWA 10-2)?
bool IsCentreUnit(v1::AudienceType audience);

// `bodies/ob-hospital` of "spiffe://<domain>/body/ob-hospital/system/desk";
// empty for anything else.
std::string PartyOfUri(absl::string_view uri);

// The legal body of a party name that was parsed before.
std::string BodyOf(absl::string_view party);

}  // namespace tasuki

#endif  // GATEWAY_MODEL_PARTY_H_
