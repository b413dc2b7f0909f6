#ifndef TESTS_PROPERTY_MEASURES_MODEL_H_
#define TESTS_PROPERTY_MEASURES_MODEL_H_

#include <optional>

#include "tasuki/v1/placement.pb.h"
#include "tasuki/v1/vocabulary.pb.h"

// Temporary custody and adoption as a page of the manual has them: what follows
// what, and what of it counts and is seen. Knows nothing of rows or levels.
namespace tasuki::measures {

enum class Custody {
  kNone,
  kStarted,
  kConsent,
  kWarrantAsked,
  kGranted,
  kDenied,
  kEnded
};
inline constexpr int kCustodies = static_cast<int>(Custody::kEnded) + 1;

// What comes next, `choice` of what can; the same where nothing does.
Custody After(Custody custody, unsigned choice);
v1::AdoptionState After(v1::AdoptionState state, unsigned choice);

// As a record states it; nullopt: no custody.
std::optional<v1::Measure> MeasureOf(Custody custody);

// The guidance centre writes two records of a placement, one before the other.
inline constexpr int kRecords = 2;

// One confirmed record of a placement, or a correction of it.
struct Statement {
  bool by_guidance_centre = true;
  int record = 0;  // which of the guidance centre's, the older first
  Custody custody = Custody::kNone;
  v1::AdoptionRoute route = v1::ADOPTION_ROUTE_UNSPECIFIED;
  v1::AdoptionState adoption = v1::ADOPTION_STATE_UNSPECIFIED;
  v1::GraspLevel grasp = v1::GRASP_LEVEL_UNSPECIFIED;
};

// Rules that a test can take out, to see that it notices.
struct Rules {
  bool only_the_guidance_centre_decides = true;
  bool withdrawn_ends_the_route = true;
  bool done_is_final = true;
  bool newest_is_shown = true;
  bool city_follows_as_far_as_said = true;
  bool an_older_one_leaves_the_newer = true;
};

class Model {
 public:
  explicit Model(Rules rules) : rules_(rules) {}

  void State(const Statement& statement);

  v1::AdoptionRoute route() const { return route_; }
  bool adopted() const { return adopted_; }
  // What the guidance centre, and the city, read of the custody
  // in one of its records.
  std::optional<v1::Measure> own(int record) const {
    return MeasureOf(shown_[record].custody);
  }
  std::optional<v1::Measure> city(int record) const;

 private:
  void StateRoute(const Statement& statement);

  Rules rules_;
  Statement shown_[kRecords];
  bool any_shown_[kRecords] = {};
  bool says_route_[kRecords] = {};
  v1::AdoptionRoute route_ = v1::ADOPTION_ROUTE_UNSPECIFIED;
  bool adopted_ = false;
};

}  // namespace tasuki::measures

#endif  // TESTS_PROPERTY_MEASURES_MODEL_H_
