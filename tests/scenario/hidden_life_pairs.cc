#include "adapters/client/method.h"
#include "tests/scenario/hidden_pairs.h"

namespace tasuki::scenario {
namespace {

constexpr char kMaternalHealth[] = "bodies/sample-city/units/maternal-health";

v1::LeadTerms Terms() {
  v1::LeadTerms terms;
  terms.set_lead(kMaternalHealth);
  terms.set_urgency(v1::URGENCY_B);
  return terms;
}

Pair Found(absl::StatusCode found, Pair pair) {
  pair.found = found;
  return pair;
}

template <typename Request>
Pair OfCase(const World& of) {
  return PairOf<Request>(
      "the case", of.a_case, "mh",
      [](auto& request, const auto& name) { request.set_case_(name); });
}

}  // namespace

// Family support declines first; what maternal health proposes then takes the
// place of what family support could have agreed to.
std::vector<Pair> LeadPairs(const World& of) {
  return {
      OfCase<v1::GetLeadRequest>(of),
      PairOf<v1::DeclineLeadRequest>("the proposal", of.proposal, "fs",
                                     [](auto& request, const auto& name) {
                                       request.set_name(name);
                                       *request.mutable_other_view() = Terms();
                                       request.set_reason("訪問の結果");
                                     }),
      PairOf<v1::ProposeLeadRequest>("the case", of.a_case, "mh",
                                     [](auto& request, const auto& name) {
                                       request.set_case_(name);
                                       *request.mutable_terms() = Terms();
                                       request.set_reason("訪問の結果");
                                     }),
      Found(absl::StatusCode::kFailedPrecondition,
            Named<v1::AgreeLeadRequest>("the proposal", of.proposal, "fs"))};
}

// What becomes of her and of the case; it is closed last.
std::vector<Pair> LifePairs(const World& of) {
  return {
      // No birth is recorded.
      Found(absl::StatusCode::kFailedPrecondition,
            PairOf<v1::ForkSubjectRequest>("the subject", of.subject, "mh",
                                           [](auto& request, const auto& name) {
                                             request.set_subject(name);
                                             request.set_alias("こ");
                                           })),
      PairOf<v1::SetLegalHoldRequest>("the subject", of.subject, "sup",
                                      [](auto& request, const auto& name) {
                                        request.mutable_access()->set_need(
                                            "検証");
                                        request.set_subject(name);
                                      }),
      PairOf<v1::RecordCopyRequestRequest>(
          "the case", of.a_case, "sup",
          [&of](auto& request, const auto& name) {
            request.set_case_(name);
            request.set_subject(of.subject);
            request.set_requester(v1::COPY_REQUESTER_PARENT);
          }),
      PairOf<v1::DecideCopyRequestRequest>(
          "the request for a copy", of.copy_request, "sup",
          [](auto& request, const auto& name) {
            request.set_name(name);
            request.set_identity_verified(true);
            request.set_safe_to_hand_over(true);
          }),
      PairOf<v1::ListCopyRequestsRequest>(
          "the case", of.a_case, "sup",
          [](auto& request, const auto& name) { request.set_case_(name); }),
      PairOf<v1::RecordChildWillRequest>(
          "the subject", of.subject, "mh",
          [](auto& request, const auto& name) { request.set_subject(name); }),
      PairOf<v1::ReclassifyCaseRequest>("the case", of.a_case, "mh",
                                        [](auto& request, const auto& name) {
                                          request.set_case_(name);
                                          request.set_status(
                                              v1::CASE_STATUS_MONITORING);
                                        }),
      PairOf<v1::ReleaseHealthRequest>("the case", of.a_case, "sup",
                                       [](auto& request, const auto& name) {
                                         request.set_case_(name);
                                         request.set_released(true);
                                         request.set_reason("支援に要る");
                                       }),
      Found(absl::StatusCode::kFailedPrecondition,
            OfCase<v1::ReopenCaseRequest>(of)),
      // Requests wait for an answer.
      Found(absl::StatusCode::kFailedPrecondition,
            PairOf<v1::CloseCaseRequest>("the case", of.a_case, "mh",
                                         [](auto& request, const auto& name) {
                                           request.set_case_(name);
                                           request.set_reason(
                                               v1::CLOSING_REASON_IMPROVED);
                                         }))};
}

}  // namespace tasuki::scenario
