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

// One confirmed record of a placement.
struct Statement {
  bool by_guidance_centre = true;
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
};

class Model {
 public:
  explicit Model(Rules rules) : rules_(rules) {}

  void State(const Statement& statement);

  v1::AdoptionRoute route() const { return route_; }
  bool adopted() const { return adopted_; }
  // What the guidance centre, and the city, read of the custody.
  std::optional<v1::Measure> own() const { return MeasureOf(shown_.custody); }
  std::optional<v1::Measure> city() const;

 private:
  Rules rules_;
  Statement shown_;
  bool any_shown_ = false;
  v1::AdoptionRoute route_ = v1::ADOPTION_ROUTE_UNSPECIFIED;
  bool adopted_ = false;
};

}  // namespace tasuki::measures

#endif  // TESTS_PROPERTY_MEASURES_MODEL_H_
