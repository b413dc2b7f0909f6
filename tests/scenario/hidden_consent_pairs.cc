// Consents: those of others, and terms that name what is hidden.

#include <functional>
#include <type_traits>
#include <utility>

#include "absl/time/clock.h"
#include "adapters/client/method.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/hidden_pairs.h"

namespace tasuki::scenario {
namespace {

v1::ConsentTerms TermsFor(const std::string& subject,
                          const std::string& holder) {
  // The same seconds in each request of one run.
  static const int64_t valid_until =
      absl::ToUnixSeconds(absl::Now() + absl::Hours(240));
  v1::ConsentTerms terms = TermsOfC1(subject, valid_until);
  terms.set_holders(0, holder);
  return terms;
}

template <typename Request>
Pair TermsPair(std::string object, const std::string& hidden,
               std::string rightful,
               const std::function<v1::ConsentTerms(const std::string&)>& terms,
               const v1::ConsentTerms& good) {
  const auto request_with = [](const v1::ConsentTerms& one) {
    Request request;
    *request.mutable_terms() = one;
    if constexpr (std::is_same_v<Request, v1::GrantConsentRequest>) {
      request.set_preview_hash(std::string(32, 'x'));
    }
    return request;
  };
  Pair pair = ControlledBy(
      PairOf<Request>(std::move(object), hidden, std::move(rightful),
                      [&](Request& request, const std::string& name) {
                        request = request_with(terms(name));
                      }),
      request_with(good));
  if (std::is_same_v<Request, v1::GrantConsentRequest>) {
    pair.found = absl::StatusCode::kAborted;
  }
  return pair;
}

// As far as the terms go the outsider is involved: it would be the holder.
template <typename Request>
std::vector<Pair> TermsPairs(const World& of, const std::string& outsider) {
  const auto for_series = [](v1::ConsentTerms terms, const std::string& name) {
    terms.clear_purposes();
    terms.add_purposes(v1::PURPOSE_CONFERENCE);
    terms.add_series(name);
    return terms;
  };
  Pair subject = TermsPair<Request>(
      "the subject", of.subject, "npo",
      [&](const auto& name) { return TermsFor(name, outsider); },
      TermsFor(of.subject, "bodies/sos-npo"));
  Pair series = TermsPair<Request>(
      "the series", of.series, "npo",
      [&](const auto& name) {
        return for_series(TermsFor(of.own.at(outsider).subject, outsider),
                          name);
      },
      for_series(TermsFor(of.subject, "bodies/sos-npo"), of.series));
  series.answered = absl::StatusCode::kInvalidArgument;
  return {subject, series};
}

}  // namespace

std::vector<Pair> ConsentPairs(const World& of, const std::string& outsider) {
  std::vector<Pair> pairs = TermsPairs<v1::PreviewConsentRequest>(of, outsider);
  for (const Pair& pair : TermsPairs<v1::GrantConsentRequest>(of, outsider)) {
    pairs.push_back(pair);
  }
  const std::pair<std::string, std::string> consents[] = {
      {"the consent", of.consent},
      {"a consent that names it as holder", of.naming_holders},
      {"a consent that names it as recipient", of.naming_recipients}};
  for (const auto& [object, name] : consents) {
    pairs.push_back(Named<v1::GetConsentRequest>(object, name, "npo"));
    pairs.push_back(Named<v1::AcknowledgeConsentRequest>(object, name, "npo"));
    pairs.push_back(PairOf<v1::NarrowConsentRequest>(
        object, name, "npo",
        [](v1::NarrowConsentRequest& request, const std::string& one) {
          request.set_name(one);
          request.set_her_words("only this month");
        }));
    pairs.push_back(Named<v1::WithdrawConsentRequest>(object, name, "npo"));
  }
  pairs.push_back(PairOf<v1::ListConsentsRequest>(
      "the subject of the list", of.subject, "npo",
      [](v1::ListConsentsRequest& request, const std::string& name) {
        request.set_subject(name);
      }));
  return pairs;
}

}  // namespace tasuki::scenario
