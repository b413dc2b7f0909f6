#ifndef GATEWAY_CONSENT_VITAL_INTEREST_H_
#define GATEWAY_CONSENT_VITAL_INTEREST_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/vocabulary.pb.h"

// The ground that one person opens for danger to life (APPI 27(1)(ii)). Pure.
namespace tasuki::consent {

// An opening as stored, as far as its ground looks at it.
struct StoredOpening {
  std::string id;      // without `openings/`
  std::string a_case;  // case's id
  std::string party;   // that opened it, as person and role
  std::string person;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::vector<v1::Category> categories = {};  // asked for
  absl::Time ends_at = absl::InfinitePast();
};

// Who reads, in which case (its id; empty: none).
struct OpeningReader {
  std::string party;
  std::string person;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string a_case;
};

// Is it for this reader: for the person that opened it, in the same role of the
// same party, in the same case? Says nothing about time.
bool IsFor(const StoredOpening& opening, const OpeningReader& reader);

// The ground of an opening that runs: what was asked for, and that the case
// exists. The policy says how much of it.
policy::Ground VitalGround(const StoredOpening& opening);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_VITAL_INTEREST_H_
