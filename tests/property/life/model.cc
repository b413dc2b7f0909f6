#include "tests/property/life/model.h"

namespace tasuki::life {
namespace {

bool IsCity(Party party) { return party != Party::kGuidance; }

v1::Urgency Higher(v1::Urgency a, v1::Urgency b) {
  if (a == v1::URGENCY_UNSPECIFIED) return b;
  if (b == v1::URGENCY_UNSPECIFIED) return a;
  return a < b ? a : b;
}

}  // namespace

v1::Urgency Model::urgency() const {
  if (!open_.has_value() || !rules_.higher_applies) return agreed_;
  return Higher(
      agreed_,
      Higher(open_->urgency, open_->other.value_or(v1::URGENCY_UNSPECIFIED)));
}

bool Model::MayLead(Party party) const {
  if (team_.count(party) == 0) return false;
  return IsCity(party) || class_ != v1::CASE_CLASS_SUPPORT || party == lead_;
}

bool Model::IsJoint() const {
  return rules_.both_confirm && class_ == v1::CASE_CLASS_PROTECTION &&
         team_.count(Party::kGuidance) != 0 && team_.size() > 1;
}

std::set<Party> Model::Awaited(const Proposal& proposal) const {
  if (!IsJoint()) {
    if (proposal.lead == lead_) return {};
    if (!rules_.new_lead_agrees) return {};
    return {proposal.lead == proposal.by ? lead_ : proposal.lead};
  }
  if (IsCity(proposal.by)) return {Party::kGuidance};
  // For the city: who leads, and family support, which coordinates.
  std::set<Party> city;
  if (IsCity(lead_)) city.insert(lead_);
  if (team_.count(Party::kFamily) != 0) city.insert(Party::kFamily);
  if (city.empty()) city.insert(Party::kMaternal);
  return city;
}

void Model::Agreed(const Proposal& proposal) {
  agreed_ = proposal.urgency;
  lead_ = proposal.lead;
  open_.reset();
}

bool Model::Propose(const Step& step) {
  if (!MayLead(step.party)) return false;
  if (step.party != lead_ && step.by != lead_ && step.by != step.party) {
    return false;
  }
  const Proposal proposal{step.by, step.party, step.urgency, std::nullopt};
  if (Awaited(proposal).empty()) {
    Agreed(proposal);
  } else {
    open_ = proposal;
  }
  return true;
}

bool Model::Answer(const Step& step) {
  if (!open_.has_value() || step.by == open_->by ||
      Awaited(*open_).count(step.by) == 0) {
    return false;
  }
  if (step.act == Act::kAgree) {
    if (!MayLead(open_->lead)) return false;
    Agreed(*open_);
    return true;
  }
  if (open_->other.has_value() || !MayLead(step.party)) return false;
  open_->other = step.urgency;
  return true;
}

bool Model::Reclassify(const Step& step) {
  if (step.by != lead_ || step.to == class_) return false;
  if (step.to == v1::CASE_CLASS_SUPPORT && !IsCity(lead_)) return false;
  class_ = step.to;
  return true;
}

bool Model::SetStatus(const Step& step) {
  if (step.by != lead_) return false;
  switch (step.status) {
    case v1::CASE_STATUS_CLOSED:
    case v1::CASE_STATUS_REOPENED:
      return false;  // are said by closing it, and opening it again
    case v1::CASE_STATUS_INTAKE:
      if (rules_.received_once || status_ == step.status) return false;
      break;
    default:
      if (step.status == status_) return false;
  }
  if (status_ == v1::CASE_STATUS_MOVED_OUT && rules_.back_means_assessed_anew &&
      step.status != v1::CASE_STATUS_ASSESSMENT) {
    return false;
  }
  status_ = step.status;
  return true;
}

void Model::Reopen() {
  closed_ = false;
  if (rules_.opened_again_is_said) status_ = v1::CASE_STATUS_REOPENED;
  if (rules_.team_is_named_anew) team_ = {lead_};
}

bool Model::Do(const Step& step, bool shown) {
  if (step.act == Act::kReopen) {
    if (step.by != lead_ || !closed_) return false;
    Reopen();
    return true;
  }
  if (!shown || (closed_ && rules_.closed_stands)) return false;
  switch (step.act) {
    case Act::kPropose:
      return Propose(step);
    case Act::kAgree:
    case Act::kDecline:
      return Answer(step);
    case Act::kClose:
      if (step.by != lead_ || open_.has_value() || closed_) return false;
      closed_ = true;
      status_ = v1::CASE_STATUS_CLOSED;
      return true;
    case Act::kReclassify:
      return Reclassify(step);
    case Act::kStatus:
      return SetStatus(step);
    case Act::kAddToTeam:
      return step.by == lead_ && team_.insert(step.party).second;
    case Act::kReopen:
      break;
  }
  return false;
}

}  // namespace tasuki::life
