#ifndef GATEWAY_CONSENT_GROUNDS_H_
#define GATEWAY_CONSENT_GROUNDS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::consent {

// A party as far as grounds look at it.
struct Party {
  std::string name;  // `bodies/kuwana-city/units/maternal-health`
  std::string body;  // its legal body: `bodies/kuwana-city`
  v1::AudienceType audience = v1::AUDIENCE_TYPE_UNSPECIFIED;
  bool council_member = false;                 // its body, today
  std::vector<std::string> entrusted_by = {};  // bodies it works for
};

// A consent as stored. `shown` is what each party was previewed with; a party
// that is not in it was shown nothing.
struct StoredConsent {
  struct Shown {
    std::string party;
    LevelSet levels;
  };
  std::string id;  // without `consents/`
  v1::ConsentTerms terms;
  std::vector<Shown> shown;
  v1::ConsentState state = v1::CONSENT_STATE_UNSPECIFIED;
  // Holders that she told herself: the recorder, and who confirmed it since.
  std::vector<std::string> confirmed_by = {};
  absl::Time granted_at = absl::InfiniteFuture();
  absl::Time withdrawn_at = absl::InfiniteFuture();
};

// What the grounds of one decision unit (docs/model.md) rest on. `consents` are
// those of the unit's subject, whatever their state.
struct GroundInputs {
  Party reader;
  Party holder;
  v1::Purpose purpose = v1::PURPOSE_UNSPECIFIED;
  std::string case_name;  // `cases/{case}`; empty before a case
  // She was told that the units of the centre share.
  bool centre_notice_given = false;
  std::vector<StoredConsent> consents;
  absl::Time now = absl::InfinitePast();
  bool registered = false;    // the case, in the council
  std::string contract = {};  // of the reader's assignment
  v1::Milestone milestone = v1::MILESTONE_UNSPECIFIED;  // of the section
  std::string series = {};  // `conferences/{series}`, for purpose CONFERENCE
};

// Whether the consent is in force: given and not withdrawn, for the half open
// time [granted_at, valid_until). A withdrawal wins over anything at the same
// instant.
bool InForce(const StoredConsent& consent, absl::Time now);

// Most that the consent opens to `party`: what it was shown, within the items,
// C08 only with its own tick. Says nothing about time, holder or purpose.
LevelSet MaskOf(const StoredConsent& consent, const std::string& party);

// The grounds that hold, each with the moment it ends:
//   OWN                 the reader holds the section itself;
//   CENTER_INTEGRATED   two units of one children and families centre, after
//                       notice to the person;
//   CONSENT             one for each consent in force that names holder, reader
//                       and purpose, that the holder confirmed, and that opens
//                       something to the reader; C32 only where it lists the
//                       section's milestone, purpose CONFERENCE only where it
//                       lists the series;
//   COUNCIL_EXCHANGE    two parties of council members, on a registered case;
//   ENTRUSTMENT         one side works for the other's body, and a reader on
//                       the entrusted side under a contract.
// Nothing unknown makes a ground: no names, no purpose, no audience.
std::vector<policy::Ground> GroundsFor(const GroundInputs& inputs);

// Does a consent behind these grounds list the section's milestone?
bool MilestoneAgreed(const GroundInputs& inputs);

// The true reason, for the log only, why no ground opens any of `wanted`;
// UNSPECIFIED if one does. Of the consents that would cover it the latest end
// counts: CONSENT_WITHDRAWN before CONSENT_EXPIRED; CONSENT_SCOPE: one was
// given, but for other categories, parties or purposes; CONSENT_ABSENT: none
// was given. NO_BASIS: it is not consent that is missing (a unit of the same
// centre without notice; reader, holder or purpose unknown).
v1::RefusalCode WhyNoGround(const GroundInputs& inputs, CategorySet wanted);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_GROUNDS_H_
