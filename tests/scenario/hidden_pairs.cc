#include "tests/scenario/hidden_pairs.h"

#include <functional>
#include <utility>

#include "absl/time/clock.h"
#include "adapters/client/method.h"
#include "gateway/crypto/digest.h"
#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {
namespace {

// `name_it` writes a name into a request.
template <typename Request>
Pair PairOf(std::string object, const std::string& hidden,
            const std::string& absent, std::string rightful,
            const std::function<void(Request&, const std::string&)>& name_it) {
  const auto one = std::make_shared<Request>();
  const auto other = std::make_shared<Request>();
  name_it(*one, hidden);
  name_it(*other, absent);
  return {std::move(object), one, other, std::move(rightful), one};
}
template <typename Request>
Pair PairOf(std::string object, const std::string& hidden, std::string rightful,
            const std::function<void(Request&, const std::string&)>& name_it) {
  return PairOf<Request>(std::move(object), hidden, Absent(hidden),
                         std::move(rightful), name_it);
}
template <typename Request>
Pair Named(std::string object, const std::string& hidden,
           std::string rightful) {
  return PairOf<Request>(std::move(object), hidden, std::move(rightful),
                         [](Request& request, const std::string& name) {
                           request.set_name(name);
                         });
}

v1::ConsentTerms TermsFor(const std::string& subject,
                          const std::string& holder) {
  // The same seconds in each request of one run.
  static const int64_t valid_until =
      absl::ToUnixSeconds(absl::Now() + absl::Hours(240));
  v1::ConsentTerms terms = TermsOfC1(subject, valid_until);
  terms.set_holders(0, holder);
  return terms;
}

std::vector<Pair> SubjectAndCasePairs(const World& of) {
  return {
      Named<v1::GetSubjectRequest>("the subject", of.subject, "npo"),
      Named<v1::GetCaseRequest>("the case", of.a_case, "mh"),
      PairOf<v1::OpenCaseRequest>("the subject", of.subject, "mh",
                                  [](auto& request, const auto& name) {
                                    request.set_subject(name);
                                    request.set_class_(v1::CASE_CLASS_SUPPORT);
                                    request.set_alias("K-18");
                                  }),
      PairOf<v1::AddTeamEntryRequest>("the case", of.a_case, "mh",
                                      [](auto& request, const auto& name) {
                                        request.set_case_(name);
                                        request.set_party("bodies/hokusei-cgc");
                                        request.set_relation(
                                            v1::RELATION_MEMBER);
                                      }),
      PairOf<v1::EndTeamEntryRequest>(
          "the case", of.a_case, "mh",
          [](auto& request, const auto& name) {
            request.set_case_(name);
            request.set_party("bodies/sample-city/units/family-support");
          }),
  };
}

std::vector<Pair> SectionPairs(const World& of) {
  const auto draft_about = [](auto& request, const std::string& name) {
    request.set_subject(name);
    *request.mutable_record() = FactsOfTheSeedCase()[2].full;
  };
  return {
      PairOf<v1::DraftSectionRequest>("the subject", of.subject, "npo",
                                      draft_about),
      PairOf<v1::DraftSectionRequest>("the case", of.a_case, "mh",
                                      [&](auto& request, const auto& name) {
                                        draft_about(request, of.subject);
                                        request.set_case_(name);
                                      }),
      Named<v1::PreviewReducedRequest>("the draft", of.draft, "npo"),
      PairOf<v1::ConfirmSectionRequest>("the draft", of.draft, "npo",
                                        [&](auto& request, const auto& name) {
                                          request.set_name(name);
                                          request.set_reduced_hash(
                                              of.draft_hash);
                                        }),
  };
}

std::vector<Pair> MessagePairs(const World& of) {
  const auto send = [](auto& request, const std::string& subject,
                       const std::string& section) {
    request.set_kind(v1::MESSAGE_KIND_INFORMATION);
    request.set_recipient("bodies/sample-city/units/maternal-health");
    request.set_subject(subject);
    request.add_sections(section);
  };
  return {
      Named<v1::GetMessageRequest>("the message", of.message, "mh"),
      Named<v1::AcknowledgeMessageRequest>("the new message", of.new_message,
                                           "mh"),
      Named<v1::AcceptMessageRequest>("the new message", of.new_message, "mh"),
      PairOf<v1::SendMessageRequest>("the section", of.sections[0], "npo",
                                     [&](auto& request, const auto& name) {
                                       send(request, of.subject, name);
                                     }),
      PairOf<v1::SendMessageRequest>("the subject", of.subject, "npo",
                                     [&](auto& request, const auto& name) {
                                       send(request, name, of.sections[0]);
                                     }),
  };
}

// As far as the terms go the outsider is involved: it would be the holder.
std::vector<Pair> ConsentPairs(const World& of, const std::string& outsider) {
  Pair preview = PairOf<v1::PreviewConsentRequest>(
      "the subject", of.subject, "npo", [&](auto& request, const auto& name) {
        *request.mutable_terms() = TermsFor(name, outsider);
      });
  auto control = std::make_shared<v1::PreviewConsentRequest>();
  *control->mutable_terms() = TermsFor(of.subject, "bodies/sos-npo");
  preview.control = control;

  Pair grant = PairOf<v1::GrantConsentRequest>(
      "the subject", of.subject, "npo", [&](auto& request, const auto& name) {
        *request.mutable_terms() = TermsFor(name, outsider);
        request.set_preview_hash(std::string(32, 'x'));
      });
  auto grant_control = std::make_shared<v1::GrantConsentRequest>();
  *grant_control->mutable_terms() = control->terms();
  grant_control->set_preview_hash(std::string(32, 'x'));
  grant.control = grant_control;
  grant.found = absl::StatusCode::kAborted;
  return {Named<v1::GetConsentRequest>("the consent", of.consent, "npo"),
          std::move(preview), std::move(grant),
          Named<v1::WithdrawConsentRequest>("the consent", of.consent, "npo")};
}

// An outsider is no officer: what an officer could name stays hidden too.
std::vector<Pair> OfficePairs(const World& of) {
  std::vector<Pair> pairs = {
      PairOf<v1::GetReceiptRequest>(
          "the service's entry in the log", of.leaf_hash,
          crypto::Sha256("no leaf"), "npo",
          [](auto& request, const auto& hash) { request.set_leaf_hash(hash); }),
      PairOf<v1::SearchEntriesRequest>(
          "the service's entries", "bodies/sos-npo", "bodies/sos-xxx",
          "officer",
          [](auto& request, const auto& party) { request.set_party(party); }),
      PairOf<v1::DisablePartyRequest>(
          "a party", "bodies/sample-nursery", "bodies/sample-xxxxxxx",
          "officer",
          [](auto& request, const auto& name) { request.set_name(name); }),
      PairOf<v1::DisablePersonRequest>(
          "a person", "p-nursery-1", "p-xxxxxxx-1", "officer",
          [](auto& request, const auto& name) { request.set_person(name); }),
      PairOf<v1::RevokeCertificateRequest>(
          "a certificate in use", of.certificate_hash,
          crypto::Sha256("no certificate"), "officer",
          [](auto& request, const auto& hash) {
            request.set_certificate_sha256(hash);
          }),
      PairOf<v1::ImportCrlRequest>(
          "what a list of the CA says", of.crl, "not a list", "officer",
          [](auto& request, const auto& pem) { request.set_crl_pem(pem); }),
  };
  for (Pair& pair : pairs) {
    if (pair.rightful == "officer") {
      pair.answered = absl::StatusCode::kFailedPrecondition;
    }
  }
  return pairs;
}

}  // namespace

std::string Absent(std::string name) {
  name.back() = name.back() == '0' ? '4' : '0';
  return name;
}

std::vector<Pair> AllPairs(const World& of, const std::string& outsider) {
  std::vector<Pair> all;
  for (std::vector<Pair> some :
       {SubjectAndCasePairs(of), SectionPairs(of), MessagePairs(of),
        OfficePairs(of), ConsentPairs(of, outsider)}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace tasuki::scenario
