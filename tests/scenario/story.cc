#include "tests/scenario/story.h"

#include <google/protobuf/util/message_differencer.h>

#include <future>
#include <iostream>

#include "absl/strings/str_join.h"
#include "gateway/model/vocabulary.h"
#include "tests/scenario/line_difference.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
Refusal Hidden(v1::RefusalCode truly) {
  return {absl::StatusCode::kNotFound, v1::REFUSAL_CODE_UNSPECIFIED, truly};
}

Refusal Open(v1::RefusalCode code) {
  return {absl::StatusCode::kFailedPrecondition, code, code};
}

std::string GroundsOf(const v1::AuditEntry& entry) {
  std::map<std::string, std::vector<std::string>> categories;
  for (const v1::DisclosedCategory& one : entry.exchange().disclosed()) {
    categories[ShortName(one.basis())].push_back(ShortName(one.category()));
  }
  std::vector<std::string> grounds;
  for (const auto& [basis, rest_on_it] : categories) {
    grounds.push_back(
        absl::StrCat(basis, ": ", absl::StrJoin(rest_on_it, " ")));
  }
  return absl::StrJoin(grounds, "; ");
}

std::vector<Scene> Trunk() {
  return {FirstContact,      OpenTheCase,          FamilySupportJoins,
          HiddenLooksAbsent, PersonalCertificates, Consultation,
          QuestionTooEarly,  FirstMeeting,         RequestToHospital,
          FirstVisit,        FormOfSigns,          SafeContact,
          Council,           QuestionAgain,        SomebodyAsks,
          Conference,        MilestoneAnswered,    Supervision};
}

const Actors& MaternalHealth() {
  static const auto* const actors = new Actors{"mh", "mh-clerk", "midwife"};
  return *actors;
}

int Story::Play() {
  expected_.ShutOut("former");
  PlayScenes(Trunk());
  PlayScenes({SealedName, FourEyes, Withdrawal, TeamConsentWithdrawn,
              FamilySupportLeaves, ProofsOfTheShutOut, Disabled, Proofs});
  return Sum();
}

int Story::Play(const Branch& branch) {
  expected_.ShutOut("former");
  watch_ = Watch::kNobody;
  narrator_.set_tells(false);
  PlayScenes(Trunk());
  narrator_.set_tells(tells_);
  watch_ = Watch::kLevels;
  PlayScenes(branch.scenes);
  return Sum();
}

int Story::Play(const Scenario& scenario) {
  watch_ = Watch::kLevels;
  PlayScenes(scenario.scenes);
  PlayScenes({ReceiptsOfAll});
  return Sum();
}

void Story::PlayScenes(const std::vector<Scene>& scenes) {
  for (const Scene scene : scenes) scene(*this);
}

int Story::Sum() {
  narrator_.Say(
      absl::StrCat("確かめたこと ", expectations_, " 件、外れ ", failures_,
                   " 件。"),
      absl::StrCat(expectations_, " expectations, ", failures_, " failed."));
  return failures_;
}

void Story::Expect(bool holds, absl::string_view what) {
  ++expectations_;
  if (holds) return;
  ++failures_;
  std::cerr << "FAILED: " << what << std::endl;
}

void Story::ExpectSame(const google::protobuf::Message& found,
                       const google::protobuf::Message& expected,
                       absl::string_view what) {
  google::protobuf::util::MessageDifferencer differencer;
  std::string differences;
  differencer.ReportDifferencesToString(&differences);
  const bool same = differencer.Compare(expected, found);
  Expect(same, absl::StrCat(what, ", found against expected:\n", differences));
}

// All at once, as in a working day, and in a fraction of the time: their
// answers share commits.
std::map<std::string, Sight> Story::LookEverywhere() {
  std::map<std::string, std::future<Sight>> looking;
  for (const Actor& actor : deployment_.cast()) {
    looking[actor.name] =
        std::async(std::launch::async, [this, name = actor.name] {
          return LookAround(At(name), expected_.places());
        });
  }
  std::map<std::string, Sight> sights;
  for (auto& [name, sight] : looking) sights[name] = sight.get();
  return sights;
}

std::map<std::string, Sight> Story::CheckEverybody() {
  if (watch_ == Watch::kNobody) return {};
  std::map<std::string, Sight> sights = LookEverywhere();
  const auto text = [this](const Sight& sight) {
    return watch_ == Watch::kEverything
               ? sight.ToText()
               : absl::StrCat(sight.case_levels, "\n",
                              absl::StrJoin(sight.faults, "\n"));
  };
  for (const Actor& actor : deployment_.cast()) {
    const Sight expected = expected_.For(actor);
    const Sight& found = sights.at(actor.name);
    Expect(text(found) == text(expected),
           absl::StrCat("what ", actor.name, " sees\n",
                        LineDifference(text(expected), text(found))));
    if (watch_ == Watch::kEverything) CheckGrounds(actor.name, found, expected);
  }
  return sights;
}

void Story::CheckGrounds(absl::string_view actor, const Sight& found,
                         const Sight& expected) {
  const auto check = [&](const std::string& evidence,
                         const std::string& grounds) {
    if (grounds.empty()) return;
    const std::string now = GroundsOf(EntryOf(evidence));
    Expect(now == grounds, absl::StrCat("what ", actor, " sees rests on ", now,
                                        ", not on ", grounds));
  };
  check(found.case_evidence, expected.case_grounds);
  for (const auto& [message, grounds] : expected.message_grounds) {
    const auto evidence = found.message_evidence.find(message);
    check(evidence == found.message_evidence.end() ? "" : evidence->second,
          grounds);
  }
}

v1::AuditEntry Story::EntryOf(const std::string& leaf_hash) {
  search_.set_page_size(100);
  while (entries_.count(leaf_hash) == 0) {
    const auto reply = At("officer").Call(search_);
    if (!reply.ok()) break;
    for (const v1::AuditEntry& entry : reply.response.entries()) {
      entries_[entry.leaf_hash()] = entry;
    }
    // The last page has no token: the next search goes over it again.
    if (reply.response.next_page_token().empty()) break;
    search_.set_page_token(reply.response.next_page_token());
  }
  const auto found = entries_.find(leaf_hash);
  return found == entries_.end() ? v1::AuditEntry() : found->second;
}

std::vector<v1::RefusalCode> Story::TrueCodes(
    const v1::RefusalDetail& refusal) {
  if (refusal.evidence_size() != 1) return {};
  const v1::AuditEntry entry = EntryOf(refusal.evidence(0).leaf_hash());
  std::vector<v1::RefusalCode> codes;
  for (const int code : entry.office().true_codes()) {
    codes.push_back(static_cast<v1::RefusalCode>(code));
  }
  return codes;
}

void Story::CheckRefusal(absl::string_view actor, const absl::Status& status,
                         const v1::RefusalDetail& detail,
                         const Refusal& refusal) {
  Expect(status.code() == refusal.status,
         absl::StrCat(actor, " is refused outwardly with ",
                      absl::StatusCodeToString(refusal.status), ", not ",
                      status.ToString()));
  Expect(detail.code() == refusal.outward,
         absl::StrCat(actor, " is shown the code ", ShortName(refusal.outward),
                      ", not ", ShortName(detail.code())));
  const std::vector<v1::RefusalCode> codes = TrueCodes(detail);
  std::vector<std::string> names;
  for (const v1::RefusalCode code : codes) names.push_back(ShortName(code));
  Expect(codes == std::vector<v1::RefusalCode>{refusal.truly},
         absl::StrCat(actor, " is truly refused for ", ShortName(refusal.truly),
                      ", not ",
                      names.empty() ? "nothing" : absl::StrJoin(names, " ")));
}

}  // namespace tasuki::scenario
