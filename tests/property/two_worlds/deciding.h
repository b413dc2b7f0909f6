#ifndef TESTS_PROPERTY_TWO_WORLDS_DECIDING_H_
#define TESTS_PROPERTY_TWO_WORLDS_DECIDING_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/exchange/conference.h"
#include "gateway/exchange/conference_room.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/policy_reviews.h"
#include "gateway/exchange/unit.h"
#include "tests/property/two_worlds/people.h"
#include "tests/property/two_worlds/rules.h"
#include "tests/property/two_worlds/world.h"

namespace tasuki::two_worlds {

// The value of what cannot fail here.
template <typename Value>
Value Must(absl::StatusOr<Value> value) {
  CHECK(value.ok());
  return *std::move(value);
}

// One reader's view of a world at this moment, as the exchange would begin it.
class Deciding {
 public:
  Deciding(World& world, const Person& person)
      : snapshot_(Must(world.ledger().Read())),
        state_(*snapshot_, world.ledger().Now()),
        log_(world.log()) {
    const auto readers = Must(exchange::ReadersOfPerson(
        state_, person.party, person.id, person.role));
    CHECK(readers.size() == 1);
    caller_.reader = readers.front();
  }

  exchange::Reading& state() { return state_; }
  const exchange::Snapshot& snapshot() const { return *snapshot_; }
  const exchange::Reader& reader() const { return caller_.reader; }
  const std::string& party() const { return caller_.reader.party.name(); }
  exchange::Context ContextFor(v1::Purpose purpose) {
    return {.state = state_,
            .caller = caller_,
            .policy = ShippedRules().compiled(),
            .log = log_,
            .reviews = reviews_,
            .purpose = purpose,
            .findings = findings_,
            .snapshot = *snapshot_,
            .changes = {}};
  }

 private:
  const std::unique_ptr<exchange::Snapshot> snapshot_;
  exchange::Reading state_;
  exchange::SubjectLog& log_;
  exchange::PolicyReviews reviews_;
  exchange::LogFindings findings_;
  exchange::Caller caller_;
};

// The levels of a section in a situation, its owner's limit among them.
inline LevelSet LevelsFor(const policy::Situation& situation,
                          const std::vector<policy::Situation>& stated,
                          const v1::SectionRow& section) {
  LevelSet levels = ShippedRules().LevelsIn(situation);
  for (const policy::Situation& one : stated) {
    levels = levels.Join(ShippedRules().LevelsIn(one));
  }
  if (!situation.reader_is_holder && !section.origin().empty()) {
    levels = levels.Meet(exchange::FromWords(section.onward_limit()));
  }
  return levels;
}

inline std::string TextOf(const LevelSet& levels) {
  return absl::StrCat(levels.existence().bits(), "/", levels.reduced().bits(),
                      "/", levels.full().bits());
}

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_DECIDING_H_
