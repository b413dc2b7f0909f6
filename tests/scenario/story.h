#ifndef TESTS_SCENARIO_STORY_H_
#define TESTS_SCENARIO_STORY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tasuki/v1/audit_service.pb.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/deployment.h"
#include "tests/scenario/narrator.h"
#include "tests/scenario/sight.h"

namespace tasuki::scenario {

// The first messages of the seed case, played between real processes. After
// every step everybody looks everywhere, and all that they find is compared
// with what they are to find. Thread-compatible.
class Story {
 public:
  Story(Deployment& deployment, Narrator& narrator)
      : deployment_(deployment), narrator_(narrator) {}

  // Plays it all; the number of expectations that did not hold.
  int Play();

  // The case that was played, by name.
  const std::string& a_case() const { return places_.a_case; }

 private:
  // story_first_contact.cc: #1 to #3.
  void FirstContact();
  void RegisterOnce();
  void ConfirmFacts();
  void ConfirmFact(const Fact& fact);
  void SendWithoutConsent();
  void AskConsent();
  void ShowPreview(const v1::PreviewConsentResponse& preview);
  void Refer();
  void TakeOver();

  // story_teamwork.cc: #4, #5, #15.
  void OpenCase();
  void AddFamilySupport();
  void HiddenLooksAbsent();
  void PersonalCertificates();
  void SomebodyAsks();

  // story_doors.cc: withdrawal, end of access, revocation, proofs.
  void Withdraw();
  void EndFamilySupport();
  void ShutOut();
  void VerifyEverybody(const std::vector<std::string>& actors);
  void VerifyWithCommand();
  void ShowHeadOfLog();

  // Everybody looks everywhere.
  void CheckEverybody();
  // The same, and tells who sees what.
  void ShowEverybody();
  void Expect(bool holds, absl::string_view what);
  // Compares whole messages.
  void ExpectSame(const google::protobuf::Message& found,
                  const google::protobuf::Message& expected,
                  absl::string_view what);
  // The entry of the log with this hash, by the officer's search; empty if
  // there is none.
  v1::AuditEntry EntryOf(const std::string& leaf_hash);
  // True refusal codes of the entry that the evidence is of.
  std::vector<v1::RefusalCode> TrueCodes(const v1::RefusalDetail& refusal);
  // Refused with these codes: outward status and code, then the true one.
  void ExpectRefusal(absl::string_view actor, const absl::Status& status,
                     const v1::RefusalDetail& refusal, absl::StatusCode code,
                     v1::RefusalCode outward, v1::RefusalCode truly);
  // All of the actors try it: they are answered "not shared or not present",
  // and are truly refused for this. Told in one sentence.
  template <typename Request>
  void ExpectHidden(const std::vector<std::string>& actors,
                    const cli::Words& attempt, const Request& request,
                    v1::RefusalCode truly) {
    for (const std::string& actor : actors) {
      const auto reply = At(actor).Call(request);
      ExpectRefusal(actor, reply.status, reply.refusal,
                    absl::StatusCode::kNotFound, v1::REFUSAL_CODE_UNSPECIFIED,
                    truly);
    }
    narrator_.Refused({actors, attempt, v1::REFUSAL_CODE_UNSPECIFIED, truly});
  }

  PartnerProcess& At(absl::string_view actor) {
    return deployment_.partner(actor);
  }
  Sight& Expected(absl::string_view actor) {
    return expected_[std::string(actor)];
  }
  // The sections of the case as an actor is to see them.
  v1::Case CaseFor(v1::Record Fact::*edition, bool holder) const;
  v1::Section CopyFor(size_t index, v1::Record Fact::*edition,
                      bool holder) const;
  v1::Section ManagementSection() const;
  v1::SendMessageRequest Referral() const;
  void ExpectCaseEverywhere();

  Deployment& deployment_;
  Narrator& narrator_;
  const std::vector<Fact> facts_ = FactsOfTheSeedCase();
  Places places_;
  std::map<std::string, Sight> expected_;
  std::vector<std::string> sections_;  // of the service, in the order of facts_
  std::vector<std::string> copies_;    // of maternal health, the same order
  std::vector<std::string> team_;
  std::string message_, management_;
  std::vector<v1::Section> inquiries_;
  bool family_support_on_team_ = false;
  bool withdrawn_ = false;
  v1::SearchEntriesRequest search_;  // where the officer's search goes on
  std::map<std::string, v1::AuditEntry> entries_;  // by leaf hash
  std::map<std::string, Sight> sights_;            // as found the last time
  int expectations_ = 0, failures_ = 0;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_STORY_H_
