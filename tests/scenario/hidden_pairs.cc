#include "tests/scenario/hidden_pairs.h"

#include <utility>

#include "adapters/client/method.h"
#include "gateway/crypto/digest.h"
#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {
namespace {

Pair ContactPair(const std::string& subject, const std::string& a_case,
                 bool case_is_hidden) {
  return PairOf<v1::CheckContactRequest>(
      case_is_hidden ? "the case" : "the subject",
      case_is_hidden ? a_case : subject, "mh",
      [=](auto& request, const auto& name) {
        request.set_subject(case_is_hidden ? subject : name);
        request.set_case_(case_is_hidden ? name : a_case);
        request.set_channel(v1::CONTACT_CHANNEL_LINE);
      });
}

// Nobody agreed with the city that her mother is told of anything.
Pair ContactWithMotherPair(const std::string& subject,
                           const std::string& a_case) {
  return PairOf<v1::CheckContactRequest>(
      "the subject whose mother is meant", subject, "mh",
      [=](auto& request, const auto& name) {
        request.set_subject(name);
        request.set_case_(a_case);
        request.set_channel(v1::CONTACT_CHANNEL_PARENT_MOBILE);
        request.set_person(v1::PERSON_LABEL_MOTHER);
        request.set_topic(v1::FAMILY_TOPIC_APPOINTMENTS);
      });
}

std::vector<Pair> ContactPairs(const World& of, const OwnThings& own) {
  v1::CheckContactRequest control;
  control.set_subject(of.subject);
  control.set_case_(of.a_case);
  control.set_channel(v1::CONTACT_CHANNEL_LINE);
  return {ContactPair(of.subject, "", false),
          ContactPair(of.subject, of.a_case, false),
          ContactPair(of.subject, of.a_case, true),
          ContactWithMotherPair(of.subject, of.a_case),
          ControlledBy(ContactPair(own.subject, of.a_case, true), control)};
}

// A case, by everybody who could register it if it were theirs.
Pair CouncilPair(const World& of) {
  return PairOf<v1::RegisterInCouncilRequest>(
      "the case", of.a_case, "coord", [](auto& request, const auto& name) {
        request.set_case_(name);
        request.add_members()->set_party("bodies/prefectural-police");
      });
}

Pair OpeningPair(const World& of) {
  return PairOf<v1::OpenCaseRequest>(
      "the subject", of.subject, "mh", [](auto& request, const auto& name) {
        request.set_subject(name);
        request.set_class_(v1::CASE_CLASS_SUPPORT);
        request.set_alias("K-18");
      });
}

// Of one's own subject, with a section that somebody else holds.
Pair BindingPair(const World& of, const OwnThings& own) {
  v1::OpenCaseRequest control;
  control.set_subject(of.subject);
  control.set_class_(v1::CASE_CLASS_SUPPORT);
  control.set_alias("K-18");
  control.add_bind_sections(of.loose_copy);
  return ControlledBy(
      PairOf<v1::OpenCaseRequest>("the section", of.loose_copy, "mh",
                                  [&](auto& request, const auto& name) {
                                    request = control;
                                    request.set_subject(own.subject);
                                    request.set_bind_sections(0, name);
                                  }),
      control);
}

std::vector<Pair> TeamPairs(const World& of) {
  return {PairOf<v1::AddTeamEntryRequest>(
              "the case", of.a_case, "mh",
              [](auto& request, const auto& name) {
                request.set_case_(name);
                request.set_party("bodies/hokusei-cgc");
                request.set_relation(v1::RELATION_MEMBER);
              }),
          PairOf<v1::EndTeamEntryRequest>(
              "the case", of.a_case, "mh", [](auto& request, const auto& name) {
                request.set_case_(name);
                request.set_party("bodies/sample-city/units/family-support");
              })};
}

Pair DraftPair(std::string object, const std::string& hidden,
               const std::string& rightful, const std::string& subject) {
  return PairOf<v1::DraftSectionRequest>(
      std::move(object), hidden, rightful,
      [&](auto& request, const auto& name) {
        request.set_subject(subject.empty() ? name : subject);
        if (!subject.empty()) request.set_case_(name);
        *request.mutable_record() = FactsOfTheSeedCase()[2].full;
      });
}

// The outsider would be the holder, and is among those that it concerns.
Pair ConfirmPair(const World& of, const std::string& outsider) {
  return PairOf<v1::ConfirmSectionRequest>(
      "the draft", of.draft, "npo", [&](auto& request, const auto& name) {
        request.set_name(name);
        request.set_reduced_hash(of.draft_hash);
        request.add_parties_concerned(outsider);
      });
}

Pair Found(absl::StatusCode found, Pair pair) {
  pair.found = found;
  return pair;
}

// A statement, by its holder: drafted anew, and its versions. A draft is not
// taken back, and its writer is told so.
std::vector<Pair> VersionPairs(const World& of) {
  return {
      PairOf<v1::CorrectSectionRequest>(
          "the section", of.pregnancy, "mh",
          [](auto& request, const auto& name) {
            request.set_name(name);
            request.mutable_record()->mutable_pregnancy()->set_gestational_age(
                "30w2d");
          }),
      // Confirmed by then.
      Named<v1::RetractSectionRequest>("the draft", of.draft, "npo"),
      Named<v1::ListSectionVersionsRequest>("the section", of.pregnancy, "mh")};
}

}  // namespace

std::vector<Pair> SubjectAndCasePairs(const World& of,
                                      const std::string& outsider) {
  const OwnThings& own = of.own.at(outsider);
  Pair binding = BindingPair(of, own);
  if (outsider == "bodies/ob-hospital") {
    // Hospitals open no cases, and are told so.
    binding.answered = absl::StatusCode::kFailedPrecondition;
  }
  std::vector<Pair> pairs = {
      Named<v1::GetSubjectRequest>("the subject", of.subject, "npo"),
      Named<v1::GetCaseRequest>("the case", of.a_case, "mh")};
  for (std::vector<Pair> some : {ContactPairs(of, own),
                                 {OpeningPair(of), binding, CouncilPair(of)},
                                 TeamPairs(of)}) {
    pairs.insert(pairs.end(), some.begin(), some.end());
  }
  return pairs;
}

std::vector<Pair> SectionPairs(const World& of, const std::string& outsider) {
  Pair of_own =
      DraftPair("the case", of.a_case, "mh", of.own.at(outsider).subject);
  const Pair of_hers = DraftPair("the case", of.a_case, "mh", of.subject);
  of_own.control = of_hers.control;
  std::vector<Pair> pairs = {
      DraftPair("the subject", of.subject, "npo", ""), of_hers, of_own,
      Named<v1::PreviewReducedRequest>("the draft", of.draft, "npo"),
      ConfirmPair(of, outsider)};
  const std::vector<Pair> versions = VersionPairs(of);
  pairs.insert(pairs.end(), versions.begin(), versions.end());
  return pairs;
}

// What a signature would be, if it were one.
void SignBadly(v1::OfficerSignature& signature) {
  signature.set_key_id("key");
  signature.set_signature(std::string(64, 's'));
}

void SubmitEntry(v1::SubmitChangeRequest& request, const std::string& person) {
  request.mutable_directory()->add_persons()->set_id(person);
  request.set_digest(crypto::Sha256("a change"));
  SignBadly(*request.mutable_signature());
}

void ApproveIt(v1::ApproveChangeRequest& request, const std::string& name) {
  request.set_name(name);
  request.set_digest(crypto::Sha256("a change"));
  SignBadly(*request.mutable_signature());
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
      PairOf<v1::ListAffectedRequest>("who saw her data", of.subject, "officer",
                                      [](auto& request, const auto& name) {
                                        request.set_subject(name);
                                        request.mutable_access()->set_need(
                                            "a letter was opened");
                                      }),
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
      PairOf<v1::GetEntriesRequest>(
          "a person's entry", "p-nursery-1", "p-xxxxxxx-1", "officer",
          [](auto& request, const auto& name) { request.add_persons(name); }),
      // Found, and refused to the officer as well: they are not signed.
      Found(absl::StatusCode::kAborted,
            PairOf<v1::SubmitChangeRequest>("an entry that a change replaces",
                                            "p-nursery-1", "p-xxxxxxx-1",
                                            "officer", SubmitEntry)),
      Found(absl::StatusCode::kAborted,
            PairOf<v1::ApproveChangeRequest>("a change", of.change, "officer",
                                             ApproveIt)),
      // It is not approved, and not of a policy.
      Found(absl::StatusCode::kFailedPrecondition,
            Named<v1::ActivateChangeRequest>("a change", of.change, "officer")),
      Named<v1::RejectChangeRequest>("a change", of.change, "officer"),
      Named<v1::GetChangeRequest>("a change", of.change, "officer"),
      Found(absl::StatusCode::kNotFound,
            PairOf<v1::SimulatePolicyRequest>(
                "a change", of.change, "officer",
                [](auto& request, const auto& name) {
                  request.set_change(name);
                })),
      Found(absl::StatusCode::kNotFound,
            PairOf<v1::CompareConsentsRequest>(
                "a change", of.change, "officer",
                [](auto& request, const auto& name) {
                  request.set_change(name);
                })),
      Found(absl::StatusCode::kNotFound,
            PairOf<v1::TestPolicyRequest>("a change", of.change, "officer",
                                          [](auto& request, const auto& name) {
                                            request.set_change(name);
                                          })),
      Found(
          absl::StatusCode::kNotFound,
          PairOf<v1::ExplainPolicyRequest>("a change", of.change, "officer",
                                           [](auto& request, const auto& name) {
                                             request.set_change(name);
                                           })),
      Found(absl::StatusCode::kNotFound,
            PairOf<v1::DiffPolicyRequest>("a change", of.change, "officer",
                                          [](auto& request, const auto& name) {
                                            request.set_change(name);
                                          })),
      Found(absl::StatusCode::kNotFound,
            PairOf<v1::ProvePolicyRequest>("a change", of.change, "officer",
                                           [](auto& request, const auto& name) {
                                             request.set_change(name);
                                           })),
      PairOf<v1::GetPolicyRequest>(
          "a version of the policy", "1", "7", "officer",
          [](auto& request, const auto& version) {
            request.set_version(version == "1" ? 1 : 7);
          }),
  };
  for (Pair& pair : pairs) {
    if (pair.rightful == "officer") {
      pair.answered = absl::StatusCode::kFailedPrecondition;
    }
  }
  return pairs;
}

// What a duty desk is told, others are not, and its sender only a little.
std::vector<Pair> ReportPairs(const World& of) {
  return {Named<v1::GetReportRequest>("the report", of.report, "fs"),
          Named<v1::TakeReportRequest>("the report", of.report, "fs")};
}

std::string Absent(std::string name) {
  name.back() = name.back() == '0' ? '4' : '0';
  return name;
}

std::vector<Pair> AllPairs(const World& of, const std::string& outsider) {
  const OwnThings& own = of.own.at(outsider);
  std::vector<Pair> all;
  for (std::vector<Pair> some :
       {SectionPairs(of, outsider), MessagePairs(of, own),
        ConferencePairs(of, own), OfficePairs(of), ReportPairs(of),
        BreakGlassPairs(of, outsider), LeadPairs(of),
        SubjectAndCasePairs(of, outsider), ConsentPairs(of, outsider),
        LifePairs(of)}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace tasuki::scenario
