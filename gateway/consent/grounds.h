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
  bool womens_council_member = false;          // the same
  std::vector<std::string> entrusted_by = {};  // bodies it works for
};

// A consent as stored. `shown` is what each party was previewed with; a party
// that is not in it was shown nothing.
struct StoredConsent {
  struct Shown {
    std::string party;
    LevelSet levels;
  };
  // Withdrawn in part: these categories, towards one party or (empty) all.
  struct TakenBack {
    std::string party;
    CategorySet categories;
  };
  std::string id;  // without `consents/`
  v1::ConsentTerms terms;
  std::vector<Shown> shown;
  v1::ConsentState state = v1::CONSENT_STATE_UNSPECIFIED;
  // Holders that she told herself: the recorder, and who confirmed it since.
  std::vector<std::string> confirmed_by = {};
  absl::Time granted_at = absl::InfiniteFuture();
  absl::Time withdrawn_at = absl::InfiniteFuture();
  std::vector<TakenBack> taken_back = {};
  // By the event that she named, if that is before its last day.
  absl::Time ended_by_event = absl::InfiniteFuture();
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
  std::string series = {};    // `conferences/{series}`, for purpose CONFERENCE
  bool women_branch = false;  // of the case, open
  // Nobody consents in her place: she bore a child herself, or is a child that
  // is old enough to refuse and does (SR-25).
  bool guardian_barred = false;
};

// Whether the consent is in force: given and not withdrawn, for the half open
// time from granted_at to valid_until or the event that ends it before. A
// withdrawal wins over anything at the same instant.
bool InForce(const StoredConsent& consent, absl::Time now);

// Most that the consent ever opened to `party`: what it was shown, within the
// items, C08 only with its own tick, nothing if she excluded it. Says nothing
// about time, holder or purpose.
LevelSet AgreedFor(const StoredConsent& consent, const std::string& party);
// The same without what was withdrawn since.
LevelSet MaskOf(const StoredConsent& consent, const std::string& party);

// Did she exclude the party, or the body that it is a unit of?
bool Excludes(const v1::ConsentTerms& terms, const std::string& party);

// The basis that a consent to these terms is by itself: a parent's consent to a
// stage of an adoption is that and nothing else.
v1::BasisCode BasisOf(const v1::ConsentTerms& terms);

// The grounds that hold, each with the moment it ends:
//   OWN                 the reader holds the section itself;
//   CENTER_INTEGRATED   two units of one children and families centre, after
//                       notice to the person;
//   CONSENT             one for each consent in force that names holder, reader
//                       and purpose, that the holder confirmed, and that opens
//                       something to the reader; C32 only where it lists the
//                       section's milestone, purpose CONFERENCE only where it
//                       lists the series; a guardian's only where nothing bars
//                       guardians;
//   ADOPTION_STAGE      the same, of a consent to a stage of an adoption;
//   WSA_15_COUNCIL,
//   DVA_COUNCIL         for each of the former with purpose WOMENS_SUPPORT,
//                       between two parties of members of the women's council,
//                       while the women branch of the case is open: no wider
//                       than the consent;
//   COUNCIL_EXCHANGE    two parties of council members, on a registered case;
//   ENTRUSTMENT         one side works for the other's body, and a reader on
//                       the entrusted side under a contract.
// Nothing unknown makes a ground: no names, no purpose, no audience.
std::vector<policy::Ground> GroundsFor(const GroundInputs& inputs);

// Does a consent behind these grounds list the section's milestone?
bool MilestoneAgreed(const GroundInputs& inputs);

// Does one behind these grounds cover the women's council, or this stage?
bool WomanConsents(const GroundInputs& inputs);
bool StageConsented(const GroundInputs& inputs, v1::AdoptionStage stage);

// The true reason, for the log only, why no ground opens any of `wanted`;
// UNSPECIFIED if one does. Of the consents that would cover it the latest end
// counts: CONSENT_WITHDRAWN before CONSENT_EXPIRED; CONSENT_SCOPE: one was
// given, but for other categories, parties or purposes; CONSENT_ABSENT: none
// was given. NO_BASIS: it is not consent that is missing (a unit of the same
// centre without notice; reader, holder or purpose unknown).
v1::RefusalCode WhyNoGround(const GroundInputs& inputs, CategorySet wanted);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_GROUNDS_H_
