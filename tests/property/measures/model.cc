#include "tests/property/measures/model.h"

#include <vector>

namespace tasuki::measures {

Custody After(Custody custody, unsigned choice) {
  const std::vector<Custody> next = [custody]() -> std::vector<Custody> {
    switch (custody) {
      case Custody::kNone:
      case Custody::kEnded:
        return {Custody::kStarted};
      case Custody::kStarted:
        return {Custody::kConsent, Custody::kWarrantAsked, Custody::kEnded};
      case Custody::kConsent:  // it can be taken back
        return {Custody::kWarrantAsked, Custody::kEnded};
      case Custody::kWarrantAsked:
        return {Custody::kGranted, Custody::kDenied};
      case Custody::kGranted:
      case Custody::kDenied:
        return {Custody::kEnded};
    }
    return {};
  }();
  return next[choice % next.size()];
}

v1::AdoptionState After(v1::AdoptionState state, unsigned choice) {
  if (state == v1::ADOPTION_STATE_DONE) return state;
  if (state == v1::ADOPTION_STATE_WITHDRAWN) return v1::ADOPTION_STATE_WISH;
  const bool withdraws =
      state != v1::ADOPTION_STATE_UNSPECIFIED && choice % 6 == 0;
  return withdraws ? v1::ADOPTION_STATE_WITHDRAWN
                   : static_cast<v1::AdoptionState>(state + 1);
}

std::optional<v1::Measure> MeasureOf(Custody custody) {
  if (custody == Custody::kNone) return std::nullopt;
  v1::Measure measure;
  measure.set_kind(v1::MEASURE_KIND_TEMPORARY_CUSTODY);
  measure.set_started_on("2026-11-12");
  measure.set_basis(v1::MEASURE_BASIS_EX_OFFICIO);
  switch (custody) {
    case Custody::kNone:
    case Custody::kStarted:
      break;
    case Custody::kConsent:
      measure.set_basis(v1::MEASURE_BASIS_GUARDIAN_CONSENT);
      measure.set_warrant(v1::WARRANT_STATE_NOT_NEEDED);
      break;
    case Custody::kWarrantAsked:
      measure.set_warrant(v1::WARRANT_STATE_ASKED);
      break;
    case Custody::kGranted:
      measure.set_warrant(v1::WARRANT_STATE_GRANTED);
      break;
    case Custody::kDenied:
      measure.set_warrant(v1::WARRANT_STATE_DENIED);
      break;
    case Custody::kEnded:
      measure.set_ended_on("2026-11-20");
      break;
  }
  return measure;
}

void Model::State(const Statement& statement) {
  if (!statement.by_guidance_centre &&
      rules_.only_the_guidance_centre_decides) {
    return;
  }
  const int record = statement.record;
  if (rules_.newest_is_shown || !any_shown_[record]) {
    shown_[record] = statement;
  }
  any_shown_[record] = true;
  StateRoute(statement);
  const bool done = statement.adoption == v1::ADOPTION_STATE_DONE;
  adopted_ = done || (adopted_ && rules_.done_is_final);
}

void Model::StateRoute(const Statement& statement) {
  const bool withdrawn = statement.adoption == v1::ADOPTION_STATE_WITHDRAWN;
  says_route_[statement.record] =
      withdrawn || statement.route != v1::ADOPTION_ROUTE_UNSPECIFIED;
  // Mended, the older one is no newer than it was.
  for (int newer = statement.record + 1; newer < kRecords; ++newer) {
    if (says_route_[newer] && rules_.an_older_one_leaves_the_newer) return;
  }
  if (statement.route != v1::ADOPTION_ROUTE_UNSPECIFIED) {
    route_ = statement.route;
  }
  if (withdrawn && rules_.withdrawn_ends_the_route) {
    route_ = v1::ADOPTION_ROUTE_UNSPECIFIED;
  }
}

std::optional<v1::Measure> Model::city(int record) const {
  std::optional<v1::Measure> measure = own(record);
  if (!measure.has_value() || !rules_.city_follows_as_far_as_said) {
    return measure;
  }
  switch (shown_[record].grasp) {
    case v1::GRASP_LEVEL_NONE:
    case v1::GRASP_LEVEL_EXISTENCE:
      return std::nullopt;
    case v1::GRASP_LEVEL_SUMMARY:
      measure->set_kind(v1::MEASURE_KIND_CUSTODY);
      measure->set_started_on("2026-11");
      if (!measure->ended_on().empty()) measure->set_ended_on("2026-11");
      measure->clear_basis();
      measure->clear_warrant();
      return measure;
    default:
      return measure;
  }
}

}  // namespace tasuki::measures
