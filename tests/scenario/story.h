#ifndef TESTS_SCENARIO_STORY_H_
#define TESTS_SCENARIO_STORY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tasuki/v1/audit_service.pb.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/deployment.h"
#include "tests/scenario/narrator.h"
#include "tests/scenario/story_expectations.h"

namespace tasuki::scenario {

// What somebody is refused: outwardly and in truth.
struct Refusal {
  absl::StatusCode status;
  v1::RefusalCode outward, truly;
};
// "Not shared or not present", with the true reason.
Refusal Hidden(v1::RefusalCode truly);
// The code is shown.
Refusal Open(v1::RefusalCode code);

// On what it rests that something was disclosed, as an entry of the log says:
// the grounds by name, each with its categories, such as
// "CAPA_13_4: C09 C12; COUNCIL_EXCHANGE: C01".
std::string GroundsOf(const v1::AuditEntry& entry);

class Story;
using Scene = void (*)(Story& story);

// One of the ways on which the case goes after #18.
struct Branch {
  std::string name, ja, en;  // name: such as "women"
  Setting setting;           // of the seed case, and who joins here
  std::vector<Scene> scenes;
};
const std::vector<Branch>& Branches();

// A story of its own, from an empty gateway on.
struct Scenario {
  std::string name, ja, en;  // name: such as "S2"
  Setting setting;
  std::vector<Scene> scenes;
};
// All of them (scenarios.cc).
const std::vector<Scenario>& Scenarios();

// The stage on which a story is played between real processes. After
// every step everybody looks everywhere, and all that they find is compared
// with what they are to find. The scenes of the seed case are in
// story_scenes.h. Thread-compatible.
class Story {
 public:
  Story(Deployment& deployment, Narrator& narrator)
      : deployment_(deployment),
        narrator_(narrator),
        tells_(narrator.tells()) {}

  // Plays #1 to #18 and what ends there; the number of expectations that did
  // not hold.
  int Play();
  // Plays #1 to #18 without looking around, since Play does, and then a branch;
  // in a branch the levels of everybody are compared after every step.
  int Play(const Branch& branch);
  // Plays a scenario; there, too, the levels of everybody are compared. At the
  // end everybody checks the receipts of what they were given.
  int Play(const Scenario& scenario);

  Deployment& deployment() { return deployment_; }
  Narrator& tell() { return narrator_; }
  Expectations& expected() { return expected_; }
  PartnerProcess& At(absl::string_view actor) {
    return deployment_.partner(actor);
  }
  const std::string& subject() const { return expected_.places().subject; }
  const std::string& a_case() const { return expected_.places().a_case; }

  // Other names of things so far, such as "series".
  std::string& Named(const std::string& nick) { return names_[nick]; }
  const std::string& NameOfConsent(const std::string& nick) const {
    return expected_.NameOfConsent(nick);
  }
  // The last one in an inbox that has a message which was not expected so far.
  std::string NewestMessage(absl::string_view actor);

  // Everybody looks everywhere; what they find, by actor.
  std::map<std::string, Sight> CheckEverybody();
  // The same, and tells who sees what.
  void ShowEverybody() {
    const std::map<std::string, Sight> sights = CheckEverybody();
    if (!sights.empty()) narrator_.WhoSeesWhat(sights);
  }

  void Expect(bool holds, absl::string_view what);
  // Compares whole messages.
  void ExpectSame(const google::protobuf::Message& found,
                  const google::protobuf::Message& expected,
                  absl::string_view what);
  // The response of a call that must succeed.
  template <typename Request>
  typename client::Rpc<Request>::Response Do(absl::string_view actor,
                                             const Request& request,
                                             absl::string_view what) {
    const auto reply = At(actor).Call(request);
    Expect(reply.ok(), absl::StrCat(what, ": ", reply.status.ToString()));
    return reply.response;
  }
  // All of the actors try it and are refused. Told in one sentence.
  template <typename Request>
  void ExpectRefused(const Actors& actors, const cli::Words& attempt,
                     const Request& request, const Refusal& refusal) {
    for (const std::string& actor : actors) {
      const auto reply = At(actor).Call(request);
      CheckRefusal(actor, reply.status, reply.refusal, refusal);
    }
    narrator_.Refused({actors, attempt, refusal.outward, refusal.truly});
  }
  // The entry of the log with this hash, by the officer's search; empty if
  // there is none.
  v1::AuditEntry EntryOf(const std::string& leaf_hash);

  // Drafts, previews and confirms a section, and places it as its holder sees
  // it; `bound` puts it into the case. Fields of `approval` go along.
  struct NewSection {
    std::string nick;
    v1::Record full, reduced;
    bool bound = true;
  };
  void Confirm(absl::string_view actor, const NewSection& section,
               v1::ConfirmSectionRequest approval = {});
  // Sends it; the message as it is to be delivered, without its content.
  Expectations::Letter Send(absl::string_view actor,
                            v1::SendMessageRequest request);

 private:
  // What is compared when everybody looks.
  enum class Watch { kNobody, kLevels, kEverything };

  void PlayScenes(const std::vector<Scene>& scenes);
  int Sum();
  std::vector<v1::RefusalCode> TrueCodes(const v1::RefusalDetail& refusal);
  std::map<std::string, Sight> LookEverywhere();
  void CheckGrounds(absl::string_view actor, const Sight& found,
                    const Sight& expected);
  void CheckRefusal(absl::string_view actor, const absl::Status& status,
                    const v1::RefusalDetail& detail, const Refusal& refusal);

  Deployment& deployment_;
  Narrator& narrator_;
  const bool tells_;
  Watch watch_ = Watch::kEverything;
  Expectations expected_;
  std::map<std::string, std::string> names_;
  v1::SearchEntriesRequest search_;  // where the officer's search goes on
  std::map<std::string, v1::AuditEntry> entries_;  // by leaf hash
  int expectations_ = 0, failures_ = 0;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_STORY_H_
