// What a party may not see, it cannot tell from what is not there: for every
// RPC, over real connections, byte for byte.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "adapters/client/client.h"
#include "tests/files.h"
#include "tests/scenario/answer_text.h"
#include "tests/scenario/case_facts.h"
#include "tests/scenario/deployment.h"
#include "tests/scenario/hidden_pairs.h"
#include "tests/scenario/hidden_world.h"
#include "tests/scenario/log_distance.h"
#include "tests/temporary_directory.h"

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

  static inline std::unique_ptr<TemporaryDirectory> folder_;
  static inline std::unique_ptr<Deployment> deployment_;
  static inline World hidden_;
  // What outsiders were answered before there was a case at all.
  static inline std::map<std::string, std::string> before_;
};

// Outsiders: a unit of the same centre, a public body, a private one.
constexpr const char* kOutsiders[] = {"dev", "cgc", "hospital"};

// The same title as that of a series which others have.
v1::CreateSeriesRequest SeriesOfTheSameTitle() {
  v1::CreateSeriesRequest request;
  request.set_title("定例");
  request.add_members("bodies/sample-city/units/maternal-health");
  return request;
}

// Requests that name nothing: their answer must be the same in the world with
// the case as in the world before it.
std::vector<std::shared_ptr<Message>> NamelessRequests() {
  const auto inquiry = std::make_shared<v1::RecordInquiryRequest>();
  *inquiry->mutable_inquiry() = InquiryOfTheMother();
  const auto subject = std::make_shared<v1::RegisterSubjectRequest>();
  subject->set_alias("ゆき");
  const auto series = std::make_shared<v1::CreateSeriesRequest>();
  *series = SeriesOfTheSameTitle();
  const auto lint = std::make_shared<v1::LintPolicyRequest>();
  lint->add_files()->set_name("a file");
  return {lint,
          std::make_shared<v1::ListCasesRequest>(),
          std::make_shared<v1::ListMessagesRequest>(),
          std::make_shared<v1::ListOverdueMessagesRequest>(),
          std::make_shared<v1::SetDutyRosterRequest>(),
          std::make_shared<v1::ListReportsRequest>(),
          std::make_shared<v1::ListBreakGlassRequest>(),
          std::make_shared<v1::ListChangesRequest>(),
          inquiry,
          subject,
          series};
}

// RPCs whose answer is the same for every party, with the reason.
std::map<std::string, std::string> OpenToAll() {
  return {{"GetParty", "names of parties are for every caller"},
          {"GetDutyRoster", "whether somebody is on duty is for every caller"},
          {"GetCheckpoint", "published to anybody"},
          {"GetConsistencyProof", "published to anybody"},
          {"DeliverReport", "refused to everybody but the intake"}};
}

std::string Key(const char* outsider, const Message& request) {
  return absl::StrCat(outsider, " ", request.GetDescriptor()->name());
}

// The answer, and what the asking partner can tell of the log.
std::string AskAndCount(PartnerProcess& partner, const Message& request) {
  const std::string answer = Ask(partner, request);
  return absl::StrCat(
      answer, "entries: ", EntriesTaken(partner, {&request}).front(), "\n");
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
  GiveOutsidersTheirOwn(*deployment_, {"dev", "cgc", "hospital"}, hidden_);
  for (const char* outsider : kOutsiders) {
    for (const auto& request : NamelessRequests()) {
      before_[Key(outsider, *request)] =
          AskAndCount(deployment_->partner(outsider), *request);
    }
  }
  before_["desk"] =
      AskAndCount(deployment_->partner("mh-clerk"), InquiryAtTheDesk());
  before_["series"] =
      AskAndCount(deployment_->partner("sup"), SeriesOfTheSameTitle());
  Hide(*deployment_, hidden_);
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
    const std::string party = deployment_->partner(outsider).actor().party;
    for (const Pair& pair : AllPairs(hidden_, party)) {
      PartnerProcess& partner =
          deployment_->partner(pair.asker.empty() ? outsider : pair.asker);
      const std::string hidden = Ask(partner, *pair.hidden);
      EXPECT_EQ(hidden, Ask(partner, *pair.absent))
          << partner.actor().name << " " << pair.hidden->GetDescriptor()->name()
          << ": " << pair.hidden_object;
      EXPECT_THAT(hidden,
                  ::testing::StartsWith(absl::StrCat(
                      "status: ", absl::StatusCodeToString(pair.answered))))
          << partner.actor().name << " " << pair.hidden->GetDescriptor()->name()
          << ": " << pair.hidden_object;
    }
  }
}

// Receipts name places in the log, and so count what lies between two of them.
TEST_F(IndistinguishableTest, WhatIsHiddenTakesAsManyEntriesAsWhatIsAbsent) {
  for (const char* outsider : kOutsiders) {
    const std::vector<Pair> pairs =
        AllPairs(hidden_, deployment_->partner(outsider).actor().party);
    std::map<std::string, std::vector<const Message*>> by_asker;
    for (const Pair& pair : pairs) {
      auto& requests = by_asker[pair.asker.empty() ? outsider : pair.asker];
      requests.push_back(pair.hidden.get());
      requests.push_back(pair.absent.get());
    }
    for (const auto& [asker, requests] : by_asker) {
      const std::vector<int> taken =
          EntriesTaken(deployment_->partner(asker), requests);
      for (size_t i = 0; i < taken.size(); i += 2) {
        EXPECT_EQ(taken[i], taken[i + 1])
            << asker << " " << requests[i]->GetDescriptor()->name();
        EXPECT_LT(taken[i], kLogPadding);
      }
    }
  }
}

TEST_F(IndistinguishableTest, ListsAndInquiriesAnswerAsBeforeTheCase) {
  for (const char* outsider : kOutsiders) {
    for (const auto& request : NamelessRequests()) {
      EXPECT_EQ(before_.at(Key(outsider, *request)),
                AskAndCount(deployment_->partner(outsider), *request))
          << Key(outsider, *request);
    }
  }
}

// She is known now, and was not then; nobody who phones can tell.
TEST_F(IndistinguishableTest, TheDeskAnswersTheSameWhetherSheIsKnown) {
  EXPECT_EQ(before_.at("desk"),
            AskAndCount(deployment_->partner("mh-clerk"), InquiryAtTheDesk()));
}

// Who may create a series is not told of those that others have.
TEST_F(IndistinguishableTest, SeriesAreCreatedAsIfThereWereNoOther) {
  const std::string answer =
      AskAndCount(deployment_->partner("sup"), SeriesOfTheSameTitle());
  EXPECT_EQ(before_.at("series"), answer);
  EXPECT_THAT(answer, ::testing::StartsWith("status: OK"));
}

// A meeting, open, of a new series of maternal health, family support and the
// outsiders.
struct Room {
  std::string series, meeting;
};
Room NewRoom(Deployment& deployment) {
  PartnerProcess& organiser = deployment.partner("mh");
  v1::CreateSeriesRequest create;
  create.set_title("定例");
  create.add_members(deployment.partner("fs").actor().party);
  for (const char* outsider : kOutsiders) {
    create.add_members(deployment.partner(outsider).actor().party);
  }
  v1::ScheduleMeetingRequest schedule;
  schedule.set_series(Must(organiser, create).series());
  schedule.set_day(TodayInJapan());
  v1::OpenMeetingRequest open;
  open.set_name(Must(organiser, schedule).meeting());
  Must(organiser, open);
  return {schedule.series(), open.name()};
}

// The answers to coming and going until it is taken no more.
std::vector<std::string> FillUp(PartnerProcess& partner, const Room& room) {
  v1::JoinMeetingRequest join;
  join.set_name(room.meeting);
  v1::LeaveMeetingRequest leave;
  leave.set_name(room.meeting);
  std::vector<std::string> answers;
  const auto taken = [&](const Message& request) {
    answers.push_back(Ask(partner, request));
    return answers.size() < 1000 &&
           absl::StartsWith(answers.back(), "status: OK");
  };
  while (taken(join) && taken(leave)) continue;
  return answers;
}

// A limit that counted what others did would show it, and shut others out.
TEST_F(IndistinguishableTest, NobodysPlacesInAMeetingAreFilledUpByOthers) {
  const Room empty = NewRoom(*deployment_), full = NewRoom(*deployment_);
  const size_t places = FillUp(deployment_->partner("mh"), full).size();
  EXPECT_GT(places, 100);
  EXPECT_LT(places, 1000);
  PartnerProcess& dev = deployment_->partner("dev");
  const std::vector<std::string> answers = FillUp(dev, empty);
  EXPECT_EQ(answers, FillUp(dev, full));
  EXPECT_EQ(answers.size(), places);
}

// A visit that the party made, written down in the case.
std::string Visit(PartnerProcess& holder, const World& of) {
  v1::Record visit;
  visit.mutable_visit()->set_mode(v1::VISIT_MODE_HOME);
  const std::string section = Draft(holder, of.subject, visit, of.a_case);
  Confirm(holder, section);
  return section;
}

std::string Release(PartnerProcess& holder, const Room& room,
                    const std::string& section) {
  v1::ReleaseItemRequest release;
  release.set_series(room.series);
  release.set_section(section);
  return Ask(holder, release);
}

TEST_F(IndistinguishableTest, NobodysItemsAreFilledUpByOthers) {
  PartnerProcess& lead = deployment_->partner("mh");
  PartnerProcess& member = deployment_->partner("fs");
  const Room empty = NewRoom(*deployment_), full = NewRoom(*deployment_);
  int taken = 0;
  while (taken < 1000 &&
         absl::StartsWith(Release(lead, full, Visit(lead, hidden_)),
                          "status: OK")) {
    ++taken;
  }
  EXPECT_EQ(taken, 50);
  const std::string own = Visit(member, hidden_);
  const std::string answer = Release(member, empty, own);
  EXPECT_THAT(answer, ::testing::StartsWith("status: OK"));
  EXPECT_EQ(answer, Release(member, full, own));
}

TEST_F(IndistinguishableTest, NobodyButTheIntakeDeliversAReport) {
  v1::DeliverReportRequest deliver;
  deliver.mutable_report()->set_name(hidden_.report);
  v1::DeliverReportRequest absent;
  absent.mutable_report()->set_name(Absent(hidden_.report));
  for (const char* outsider : {"dev", "cgc", "hospital", "officer"}) {
    const std::string answer = Ask(deployment_->partner(outsider), deliver);
    EXPECT_THAT(answer, ::testing::StartsWith("status: UNAUTHENTICATED"));
    EXPECT_EQ(answer, Ask(deployment_->partner(outsider), absent));
  }
}

// The controls. Last, for they do what is asked: each object is there, and the
// request that an outsider was refused is a good one.
TEST_F(IndistinguishableTest, TheSameRequestsFindTheObjectForTheRightful) {
  for (const Pair& pair : AllPairs(hidden_, "bodies/hokusei-cgc")) {
    PartnerProcess& rightful = deployment_->partner(pair.rightful);
    absl::Status status;
    // A receipt is there once its entry is under a published head.
    WaitUntil([&] {
      status = CallFor(rightful, *pair.control).status;
      return !absl::IsUnavailable(status);
    });
    EXPECT_EQ(status.code(), pair.found)
        << pair.control->GetDescriptor()->name() << ", " << pair.hidden_object
        << ": " << status;
  }
}

}  // namespace
}  // namespace tasuki::scenario
