#ifndef TESTS_PROPERTY_LIFE_MODEL_H_
#define TESTS_PROPERTY_LIFE_MODEL_H_

#include <optional>
#include <set>

#include "tasuki/v1/vocabulary.pb.h"

// A case as a page of the manual has it: what may be done, and what it leads
// to. Knows nothing of rows, grounds or levels.
namespace tasuki::life {

// The parties on stage.
enum class Party { kMaternal, kFamily, kGuidance };
inline constexpr Party kParties[] = {Party::kMaternal, Party::kFamily,
                                     Party::kGuidance};

enum class Act {
  kPropose,
  kAgree,
  kDecline,
  kClose,
  kReopen,
  kReclassify,
  kStatus,
  kAddToTeam
};
inline constexpr int kActCount = static_cast<int>(Act::kAddToTeam) + 1;

// One act of somebody. What it does not need is ignored.
struct Step {
  Act act;
  Party by;
  Party party = Party::kMaternal;  // the lead of terms; who joins
  v1::Urgency urgency = v1::URGENCY_B;
  v1::CaseClass to = v1::CASE_CLASS_SUPPORT;
  v1::CaseStatus status = v1::CASE_STATUS_SUPPORTING;
};

// Rules that a test can take out, to see that it notices.
struct Rules {
  bool both_confirm = true;
  bool higher_applies = true;
  bool closed_stands = true;
  bool new_lead_agrees = true;
  bool team_is_named_anew = true;
  bool received_once = true;
  bool back_means_assessed_anew = true;
  bool opened_again_is_said = true;
};

class Model {
 public:
  explicit Model(Rules rules) : rules_(rules) {}

  // Does it, if it may be done by who is `shown` the case; whether it may.
  bool Do(const Step& step, bool shown);

  Party lead() const { return lead_; }
  bool closed() const { return closed_; }
  v1::CaseClass a_class() const { return class_; }
  v1::CaseStatus status() const { return status_; }
  const std::set<Party>& team() const { return team_; }
  v1::Urgency urgency() const;
  bool disputed() const {
    return open_.has_value() && open_->other.has_value();
  }

 private:
  struct Proposal {
    Party by, lead;
    v1::Urgency urgency;
    std::optional<v1::Urgency> other;
  };

  bool MayLead(Party party) const;
  bool IsJoint() const;
  std::set<Party> Awaited(const Proposal& proposal) const;
  bool Propose(const Step& step);
  bool Answer(const Step& step);
  bool Reclassify(const Step& step);
  bool SetStatus(const Step& step);
  void Reopen();
  void Agreed(const Proposal& proposal);

  Rules rules_;
  Party lead_ = Party::kMaternal;
  std::set<Party> team_ = {Party::kMaternal};
  v1::CaseClass class_ = v1::CASE_CLASS_SPECIFIED_PREGNANCY;
  v1::CaseStatus status_ = v1::CASE_STATUS_INTAKE;
  bool closed_ = false;
  v1::Urgency agreed_ = v1::URGENCY_UNSPECIFIED;
  std::optional<Proposal> open_;
};

}  // namespace tasuki::life

#endif  // TESTS_PROPERTY_LIFE_MODEL_H_
