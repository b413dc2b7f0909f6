// What a party may not see, it cannot tell from what is not there: for every
// RPC, over real connections, byte for byte.

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "adapters/client/client.h"
#include "adapters/client/refusal.h"
#include "gateway/crypto/digest.h"
#include "tests/certificates.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/case_setup.h"
#include "tests/scenario/deployment.h"

namespace tasuki::scenario {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// One deployment for all tests of this file.
class IndistinguishableTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite() {
    deployment_.reset();
    folder_.reset();
  }

  static std::string Crl() { return ReadFile(folder_->path() / "ca/crl.pem"); }

  static inline std::unique_ptr<TemporaryDirectory> folder_;
  static inline std::unique_ptr<Deployment> deployment_;
  static inline SetUpCase hidden_;
  // What outsiders were answered before there was a case at all.
  static inline std::map<std::string, std::string> before_;
};

// Outsiders: a unit of the same centre, a public body, a private one.
constexpr const char* kOutsiders[] = {"dev", "cgc", "hospital"};

// A name or hash of the same form that nothing has.
std::string Absent(std::string name) {
  name.back() = name.back() == '0' ? '4' : '0';
  return name;
}

// Evidence is random, and so are new ids: their form is compared, not they.
std::string Normalised(std::string text) {
  static const std::regex* const id =
      new std::regex("\\b[0-9a-hjkmnp-tv-z]{26}\\b");
  return std::regex_replace(text, *id, "ID");
}

void BlankEvidence(google::protobuf::RepeatedPtrField<v1::Evidence>& all) {
  for (v1::Evidence& one : all) {
    one.mutable_leaf_hash()->assign(one.leaf_hash().size(), '0');
    one.mutable_opening_secret()->assign(one.opening_secret().size(), '0');
  }
}

std::string ResponseText(const MethodDescriptor& method,
                         const client::WireAnswer& answer) {
  const std::unique_ptr<Message> response = client::NewResponse(method);
  EXPECT_TRUE(response->ParseFromString(answer.response));
  const auto* field = method.output_type()->FindFieldByName("disclosure");
  if (field != nullptr) {
    auto* disclosure = google::protobuf::DynamicCastToGenerated<v1::Disclosure>(
        response->GetReflection()->MutableMessage(response.get(), field));
    BlankEvidence(*disclosure->mutable_evidence());
  }
  std::string text;
  google::protobuf::TextFormat::PrintToString(*response, &text);
  return Normalised(text);
}

std::string RefusalText(const client::WireAnswer& answer) {
  v1::RefusalDetail refusal =
      client::DecodeRefusal(answer.details).value_or(v1::RefusalDetail());
  BlankEvidence(*refusal.mutable_evidence());
  std::string text;
  google::protobuf::TextFormat::PrintToString(refusal, &text);
  return text;
}

std::string MetadataText(
    const std::multimap<std::string, std::string>& metadata) {
  std::string text;
  for (const auto& [key, value] : metadata) {
    // Details hold evidence; they are compared by their content and size.
    const bool details = key == "grpc-status-details-bin";
    absl::StrAppend(&text, key, "=",
                    details ? absl::StrCat(value.size(), " bytes") : value,
                    "\n");
  }
  return text;
}

// Everything an answer says, sizes included.
std::string Everything(const MethodDescriptor& method,
                       const client::WireAnswer& answer) {
  return absl::StrCat(
      "status: ", answer.status.ToString(),
      "\nresponse: ", answer.response.size(), " bytes\n",
      ResponseText(method, answer), "details: ", answer.details.size(),
      " bytes\n", RefusalText(answer), "initial metadata:\n",
      MetadataText(answer.initial_metadata), "trailing metadata:\n",
      MetadataText(answer.trailing_metadata));
}

std::string Ask(PartnerProcess& outsider, const Message& request) {
  const MethodDescriptor* method = client::MethodOf(request.GetDescriptor());
  const std::unique_ptr<Message> filled(request.New());
  filled->CopyFrom(request);
  outsider.Fill(*filled);
  return Everything(*method,
                    outsider.CallWire(*method, filled->SerializeAsString()));
}

// Two requests that differ only in naming what is hidden, or nothing.
struct Pair {
  std::shared_ptr<Message> hidden, absent;
};

// `name_it` writes a name into a request.
template <typename Request>
Pair PairOf(const std::string& hidden, const std::string& absent,
            const std::function<void(Request&, const std::string&)>& name_it) {
  const auto one = std::make_shared<Request>();
  const auto other = std::make_shared<Request>();
  name_it(*one, hidden);
  name_it(*other, absent);
  return {one, other};
}
template <typename Request>
Pair PairOf(const std::string& hidden,
            const std::function<void(Request&, const std::string&)>& name_it) {
  return PairOf<Request>(hidden, Absent(hidden), name_it);
}
template <typename Request>
Pair Named(const std::string& hidden) {
  return PairOf<Request>(hidden, [](Request& request, const std::string& name) {
    request.set_name(name);
  });
}

v1::ConsentTerms TermsFor(const std::string& subject, const char* holder) {
  v1::ConsentTerms terms =
      TermsOfC1(subject, absl::ToUnixSeconds(absl::Now() + absl::Hours(240)));
  terms.set_holders(0, holder);
  return terms;
}

std::vector<Pair> SubjectAndCasePairs(const SetUpCase& of) {
  return {
      Named<v1::GetSubjectRequest>(of.subject),
      Named<v1::GetCaseRequest>(of.a_case),
      PairOf<v1::OpenCaseRequest>(of.subject,
                                  [](auto& request, const auto& name) {
                                    request.set_subject(name);
                                    request.set_class_(v1::CASE_CLASS_SUPPORT);
                                    request.set_alias("K-18");
                                  }),
      PairOf<v1::AddTeamEntryRequest>(of.a_case,
                                      [](auto& request, const auto& name) {
                                        request.set_case_(name);
                                        request.set_party("bodies/hokusei-cgc");
                                        request.set_relation(
                                            v1::RELATION_MEMBER);
                                      }),
      PairOf<v1::EndTeamEntryRequest>(
          of.a_case,
          [](auto& request, const auto& name) {
            request.set_case_(name);
            request.set_party("bodies/sample-city/units/family-support");
          }),
  };
}

std::vector<Pair> SectionPairs(const SetUpCase& of) {
  const auto draft_about = [](auto& request, const std::string& name) {
    request.set_subject(name);
    *request.mutable_record() = FactsOfTheSeedCase()[2].full;
  };
  return {
      PairOf<v1::DraftSectionRequest>(of.subject, draft_about),
      PairOf<v1::DraftSectionRequest>(of.a_case,
                                      [&](auto& request, const auto& name) {
                                        draft_about(request, of.subject);
                                        request.set_case_(name);
                                      }),
      Named<v1::PreviewReducedRequest>(of.draft),
      Named<v1::PreviewReducedRequest>(of.sections[0]),
      PairOf<v1::ConfirmSectionRequest>(of.draft,
                                        [](auto& request, const auto& name) {
                                          request.set_name(name);
                                          request.set_reduced_hash(
                                              std::string(32, 'x'));
                                        }),
  };
}

std::vector<Pair> MessagePairs(const SetUpCase& of) {
  const auto send = [&of](const std::string& subject,
                          const std::string& section) {
    v1::SendMessageRequest request;
    request.set_kind(v1::MESSAGE_KIND_INFORMATION);
    request.set_recipient("bodies/sos-npo");
    request.set_subject(subject);
    request.add_sections(section);
    return request;
  };
  return {
      Named<v1::GetMessageRequest>(of.message),
      Named<v1::AcknowledgeMessageRequest>(of.message),
      Named<v1::AcceptMessageRequest>(of.message),
      {std::make_shared<v1::SendMessageRequest>(
           send(of.subject, of.sections[0])),
       std::make_shared<v1::SendMessageRequest>(
           send(of.subject, Absent(of.sections[0])))},
      {std::make_shared<v1::SendMessageRequest>(
           send(of.subject, of.sections[0])),
       std::make_shared<v1::SendMessageRequest>(
           send(Absent(of.subject), of.sections[0]))},
  };
}

std::vector<Pair> ConsentPairs(const SetUpCase& of) {
  return {
      Named<v1::GetConsentRequest>(of.consent),
      Named<v1::WithdrawConsentRequest>(of.consent),
      PairOf<v1::PreviewConsentRequest>(of.subject,
                                        [](auto& request, const auto& name) {
                                          *request.mutable_terms() = TermsFor(
                                              name, "bodies/hokusei-cgc");
                                        }),
      PairOf<v1::GrantConsentRequest>(
          of.subject,
          [](auto& request, const auto& name) {
            *request.mutable_terms() = TermsFor(name, "bodies/hokusei-cgc");
            request.set_preview_hash(std::string(32, 'x'));
          }),
  };
}

// An outsider is no officer: what an officer could name stays hidden too.
std::vector<Pair> OfficePairs(const SetUpCase& of, const std::string& crl) {
  return {
      PairOf<v1::DisablePartyRequest>(
          "bodies/sos-npo", "bodies/sos-xxx",
          [](auto& request, const auto& name) { request.set_name(name); }),
      PairOf<v1::DisablePersonRequest>(
          "p-phn-1", "p-xxx-1",
          [](auto& request, const auto& name) { request.set_person(name); }),
      PairOf<v1::RevokeCertificateRequest>(
          crypto::Sha256("known"), crypto::Sha256("unknown"),
          [](auto& request, const auto& hash) {
            request.set_certificate_sha256(hash);
          }),
      PairOf<v1::ImportCrlRequest>(
          crl, "not a list",
          [](auto& request, const auto& pem) { request.set_crl_pem(pem); }),
      PairOf<v1::SearchEntriesRequest>(
          "bodies/sos-npo", "bodies/sos-xxx",
          [](auto& request, const auto& party) { request.set_party(party); }),
      PairOf<v1::GetReceiptRequest>(
          of.leaf_hash, crypto::Sha256("no leaf"),
          [](auto& request, const auto& hash) { request.set_leaf_hash(hash); }),
  };
}

std::vector<Pair> AllPairs(const SetUpCase& of, const std::string& crl) {
  std::vector<Pair> all;
  for (std::vector<Pair> some :
       {SubjectAndCasePairs(of), SectionPairs(of), MessagePairs(of),
        ConsentPairs(of), OfficePairs(of, crl)}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

// Requests that name nothing: their answer must be the same in the world with
// the case as in the world before it.
std::vector<std::shared_ptr<Message>> NamelessRequests() {
  const auto inquiry = std::make_shared<v1::RecordInquiryRequest>();
  *inquiry->mutable_inquiry() = InquiryOfTheMother();
  const auto subject = std::make_shared<v1::RegisterSubjectRequest>();
  subject->set_alias("ゆき");
  return {std::make_shared<v1::ListCasesRequest>(),
          std::make_shared<v1::ListMessagesRequest>(), inquiry, subject};
}

// RPCs whose answer is the same for every party, with the reason.
std::map<std::string, std::string> OpenToAll() {
  return {{"GetParty", "names of parties are for every caller"},
          {"GetCheckpoint", "published to anybody"},
          {"GetConsistencyProof", "published to anybody"}};
}

std::string Key(const char* outsider, const Message& request) {
  return absl::StrCat(outsider, " ", request.GetDescriptor()->name());
}

void IndistinguishableTest::SetUpTestSuite() {
  folder_ = std::make_unique<TemporaryDirectory>();
  deployment_ = std::make_unique<Deployment>(folder_->path().string());
  for (const char* outsider : kOutsiders) {
    for (const auto& request : NamelessRequests()) {
      before_[Key(outsider, *request)] =
          Ask(deployment_->partner(outsider), *request);
    }
  }
  std::vector<v1::Record> records;
  for (const Fact& fact : FactsOfTheSeedCase()) records.push_back(fact.full);
  hidden_ = PlayReferral(*deployment_, records, "ゆき");
}

TEST_F(IndistinguishableTest, EveryRpcHasACase) {
  std::set<std::string> covered;
  for (const Pair& pair : AllPairs(hidden_, Crl())) {
    covered.insert(client::MethodOf(pair.hidden->GetDescriptor())->name());
  }
  for (const auto& request : NamelessRequests()) {
    covered.insert(client::MethodOf(request->GetDescriptor())->name());
  }
  for (const auto& [name, reason] : OpenToAll()) covered.insert(name);
  for (const MethodDescriptor* method : client::AllMethods()) {
    EXPECT_TRUE(covered.count(method->name()) != 0)
        << method->full_name() << " needs a case in this file";
  }
}

TEST_F(IndistinguishableTest, WhatIsHiddenAnswersAsWhatIsAbsent) {
  for (const char* outsider : kOutsiders) {
    for (const Pair& pair : AllPairs(hidden_, Crl())) {
      PartnerProcess& partner = deployment_->partner(outsider);
      const std::string hidden = Ask(partner, *pair.hidden);
      EXPECT_EQ(hidden, Ask(partner, *pair.absent))
          << outsider << " " << pair.hidden->GetDescriptor()->name();
      // Refused for what was asked, not for who asked.
      EXPECT_THAT(hidden, ::testing::Not(::testing::AnyOf(
                              ::testing::StartsWith("status: UNAUTHENTICATED"),
                              ::testing::StartsWith("status: UNAVAILABLE"))));
    }
  }
}

TEST_F(IndistinguishableTest, ListsAndInquiriesAnswerAsBeforeTheCase) {
  for (const char* outsider : kOutsiders) {
    for (const auto& request : NamelessRequests()) {
      EXPECT_EQ(before_.at(Key(outsider, *request)),
                Ask(deployment_->partner(outsider), *request))
          << Key(outsider, *request);
    }
  }
}

// The comparison is not blind: somebody on the team does see a difference.
TEST_F(IndistinguishableTest, AMemberOfTheTeamCanTell) {
  PartnerProcess& member = deployment_->partner("fs");
  const Pair pair = Named<v1::GetCaseRequest>(hidden_.a_case);
  EXPECT_NE(Ask(member, *pair.hidden), Ask(member, *pair.absent));
}

}  // namespace
}  // namespace tasuki::scenario
