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
#include "gateway/crypto/certificate.h"
#include "gateway/crypto/digest.h"
#include "tests/certificates.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/case_setup.h"
#include "tests/scenario/deployment.h"

namespace tasuki::scenario {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// The seed case, and what else there is to hide.
struct World : SetUpCase {
  std::string draft_hash;        // of the reduced edition of the draft
  std::string new_message;       // sent, and not looked at yet
  std::string certificate_hash;  // of somebody who is not needed here
  std::string crl;
};

// One deployment for all tests of this file.
class IndistinguishableTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite() {
    deployment_.reset();
    folder_.reset();
  }

  static void HideMore();

  static inline std::unique_ptr<TemporaryDirectory> folder_;
  static inline std::unique_ptr<Deployment> deployment_;
  static inline World hidden_;
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

// Two requests that differ only in naming what is hidden, or nothing. And the
// control: somebody for whom the same request finds the object, so that it is
// there and the request is good. (kAborted: found, and the approval compared.)
struct Pair {
  std::string hidden_object;
  std::shared_ptr<Message> hidden, absent;
  std::string rightful;
  std::shared_ptr<Message> control;
  absl::StatusCode found = absl::StatusCode::kOk;
  // What an outsider is answered: any other code would mean that it was refused
  // for something else, and the comparison would show nothing.
  absl::StatusCode answered = absl::StatusCode::kNotFound;
};

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

std::vector<Pair> AllPairs(const World& of, const std::string& outsider) {
  std::vector<Pair> all;
  for (std::vector<Pair> some :
       {SubjectAndCasePairs(of), SectionPairs(of), MessagePairs(of),
        OfficePairs(of), ConsentPairs(of, outsider)}) {
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

// The desk of the unit that leads the case: it may know, its caller may not.
v1::RecordInquiryRequest InquiryAtTheDesk() {
  v1::RecordInquiryRequest request;
  *request.mutable_inquiry() = InquiryOfTheMother();
  request.mutable_inquiry()->set_name_asked_about("ゆき");
  return request;
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
  before_["desk"] = Ask(deployment_->partner("mh-clerk"), InquiryAtTheDesk());
  std::vector<v1::Record> records;
  for (const Fact& fact : FactsOfTheSeedCase()) records.push_back(fact.full);
  static_cast<SetUpCase&>(hidden_) =
      PlayReferral(*deployment_, records, "ゆき");
  HideMore();
}

void IndistinguishableTest::HideMore() {
  PartnerProcess& service = deployment_->partner("npo");
  v1::PreviewReducedRequest preview;
  preview.set_name(hidden_.draft);
  hidden_.draft_hash = service.Call(preview).response.reduced_hash();
  v1::SendMessageRequest send;
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient("bodies/sample-city/units/maternal-health");
  send.set_subject(hidden_.subject);
  send.add_sections(hidden_.sections[0]);
  hidden_.new_message = service.Call(send).response.message();
  const auto certificate =
      crypto::ParseCertificatePem(ReadFile(folder_->path() / "ca/former.pem"));
  ASSERT_TRUE(certificate.ok());
  hidden_.certificate_hash = certificate->der_sha256;
  hidden_.crl = ReadFile(folder_->path() / "ca/crl.pem");
}

TEST_F(IndistinguishableTest, EveryRpcHasACase) {
  std::set<std::string> covered;
  for (const Pair& pair : AllPairs(hidden_, "bodies/hokusei-cgc")) {
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
    PartnerProcess& partner = deployment_->partner(outsider);
    for (const Pair& pair : AllPairs(hidden_, partner.actor().party)) {
      const std::string hidden = Ask(partner, *pair.hidden);
      EXPECT_EQ(hidden, Ask(partner, *pair.absent))
          << outsider << " " << pair.hidden->GetDescriptor()->name() << ": "
          << pair.hidden_object;
      EXPECT_THAT(hidden,
                  ::testing::StartsWith(absl::StrCat(
                      "status: ", absl::StatusCodeToString(pair.answered))))
          << outsider << " " << pair.hidden->GetDescriptor()->name();
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

// She is known now, and was not then; nobody who phones can tell.
TEST_F(IndistinguishableTest, TheDeskAnswersTheSameWhetherSheIsKnown) {
  EXPECT_EQ(before_.at("desk"),
            Ask(deployment_->partner("mh-clerk"), InquiryAtTheDesk()));
}

// The controls. Last, for they do what is asked: each object is there, and the
// request that an outsider was refused is a good one.
TEST_F(IndistinguishableTest, TheSameRequestsFindTheObjectForTheRightful) {
  for (const Pair& pair : AllPairs(hidden_, "bodies/hokusei-cgc")) {
    PartnerProcess& rightful = deployment_->partner(pair.rightful);
    const auto* method = client::MethodOf(pair.control->GetDescriptor());
    absl::Status status;
    // A receipt is there once its entry is under a published head.
    WaitUntil([&] {
      const std::unique_ptr<Message> filled(pair.control->New());
      filled->CopyFrom(*pair.control);
      rightful.Fill(*filled);
      status = rightful.CallWire(*method, filled->SerializeAsString()).status;
      return !absl::IsUnavailable(status);
    });
    EXPECT_EQ(status.code(), pair.found)
        << method->name() << ", " << pair.hidden_object << ": " << status;
  }
}

}  // namespace
}  // namespace tasuki::scenario
