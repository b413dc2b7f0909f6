#include "tests/property/history/setting.h"

#include <cstdlib>
#include <future>
#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/property/history/answer.h"

namespace tasuki::history {
namespace {

using exchange::Release;

const v1::Access kSupport = exchange::AccessFor(v1::PURPOSE_SUPPORT);

std::string LaneName(size_t n) { return absl::StrCat("lane-", n); }

v1::Record ProfileWithPlace() {
  v1::Record record = exchange::Profile();
  record.mutable_subject_profile()->set_resident_address("PLACE-MARK");
  return record;
}

v1::Record HerMind() {
  v1::Record record;
  record.mutable_pregnancy()->mutable_mental_health()->set_text("MIND-MARK");
  return record;
}

template <typename Response>
Response Parsed(const Release& release) {
  Response response;
  if (release.status.ok()) {
    CHECK(response.ParseFromString(release.response));
  }
  return response;
}

template <typename Sections>
bool ShowsPlace(const Sections& sections) {
  for (const v1::Section& section : sections) {
    const v1::Record& record = section.record();
    if (!record.subject_profile().resident_address().empty()) return true;
  }
  return false;
}

template <typename Sections>
bool ShowsPregnancy(const Sections& sections) {
  for (const v1::Section& section : sections) {
    if (!section.record().pregnancy().expected_date().empty()) return true;
  }
  return false;
}

template <typename Sections>
bool ShowsHealth(const Sections& sections) {
  for (const v1::Section& section : sections) {
    if (!section.record().pregnancy().mental_health().text().empty()) {
      return true;
    }
  }
  return false;
}

template <typename Sections>
bool ShowsPlan(const Sections& sections, const std::string& number) {
  for (const v1::Section& section : sections) {
    const std::string& text =
        section.record().support_plan().situation().text();
    if (text == PlanText(number)) return true;
  }
  return false;
}

// Of which kinds there is a section of which anything is to be seen.
template <typename Sections>
bool Shows(const Sections& sections, v1::SectionKind kind) {
  for (const v1::Section& section : sections) {
    if (section.kind() == kind && section.record().ByteSizeLong() != 0) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string IdOf(const std::string& name) {
  return name.substr(name.find('/') + 1);
}

std::string PlanText(const std::string& number) {
  return absl::StrCat("PLAN-", number);
}

Setting::Setting(int lanes, bool council) {
  door_ = [this](auto method, const auto& credentials, auto request,
                 auto done) {
    world_.exchange().Handle(method, credentials, std::move(request),
                             std::move(done));
  };
  for (int i = 0; i < lanes; ++i) {
    const Lane lane{LaneName(lanes_.size()), exchange::PlayOpening(world_),
                    /*council=*/council && i == 0};
    lanes_.push_back(lane);
    Confirm(Drafted(lane, ProfileWithPlace()), {});
    Confirm(Drafted(lane, HerMind()), {});
    SetReleased(lane, true);
    SetRecord(lane, true);
    SetAddressFree(lane, true);
    SetCopy(lane, false);
    SetCopy(lane, true);
    NameTeam(lane);
    if (lane.council) {
      SetClass(lane, v1::CASE_CLASS_PROTECTION, {});
      WritePlan(lane);
    }
    GrantToHospital(lane, absl::Hours(24 * 300));
    // Opened for a while at a time: no clock gets so far that it runs out.
    OpenForLife(lane);
    EndForLife(lane);
  }
}

Release Setting::Do(const World::Person& person, const std::string& method,
                    const google::protobuf::Message& request,
                    Operation& operation) {
  operation.method = method;
  operation.reader = person.id;
  const std::unique_ptr<google::protobuf::Message> sent(request.New());
  sent->CopyFrom(request);
  if (const auto* id = sent->GetDescriptor()->FindFieldByName("request_id")) {
    sent->GetReflection()->SetString(sent.get(), id, world_.FreshId());
  }
  const exchange::Credentials credentials = world_.CredentialsOf(person);
  std::promise<Release> promise;
  const absl::Time start = absl::Now();
  operation.invoked = history_.Instant();
  door_(absl::StrCat("/tasuki.v1.", method), credentials,
        sent->SerializeAsString(), [&](Release release) {
          for (const std::string& leaf : LeavesOf(release)) {
            operation.logged = operation.logged && world_.log().Find(leaf).ok();
          }
          promise.set_value(std::move(release));
        });
  Release release = promise.get_future().get();
  operation.answered = history_.Instant();
  operation.took = absl::Now() - start;
  Note(release, operation);
  return release;
}

void Setting::ReadCase(const World::Person& reader, const Lane& lane) {
  v1::GetCaseRequest get;
  *get.mutable_access() = reader.id == Doctor().id
                              ? exchange::AccessFor(v1::PURPOSE_PROTECTION)
                              : kSupport;
  get.set_name(lane.opening.a_case);
  std::vector<std::string> plans;
  if (reader.id == WelfareOfficer().id) plans = NewestPlans(lane);
  Operation read;
  const auto a_case =
      Parsed<v1::GetCaseResponse>(Do(reader, "CaseService/GetCase", get, read));
  const auto& sections = a_case.case_().sections();
  const std::map<std::string, bool> seen = {
      {kExists, read.status == absl::StatusCode::kOk},
      {kPregnancy, ShowsPregnancy(sections)},
      {kHealth, ShowsHealth(sections)},
      {kReferral, Shows(sections, v1::SECTION_KIND_SOS_CONTACT)},
      {kPlace, ShowsPlace(sections)}};
  for (const std::string& what : FactsInCase(reader, lane.council)) {
    read.asked.insert(FactOf(lane.name, what));
    if (seen.at(what)) read.shown.insert(FactOf(lane.name, what));
  }
  for (const std::string& number : plans) {
    const std::string fact = FactOf(lane.name, number, kPlan);
    read.asked.insert(fact);
    if (ShowsPlan(sections, number)) read.shown.insert(fact);
  }
  history_.Add(std::move(read));
}

std::vector<std::string> Setting::NewestPlans(const Lane& lane) {
  const int newest = std::atoi(Newest(lane, kPlanNumber).c_str());
  std::vector<std::string> plans = {absl::StrCat(newest)};
  if (newest > 0) plans.push_back(absl::StrCat(newest - 1));
  return plans;
}

void Setting::ListCases(const World::Person& reader) {
  v1::ListCasesRequest list;
  *list.mutable_access() = kSupport;
  list.set_page_size(100);
  Operation read;
  const auto page = Parsed<v1::ListCasesResponse>(
      Do(reader, "CaseService/ListCases", list, read));
  const std::set<std::string> names(page.cases().begin(), page.cases().end());
  for (const Lane& lane : lanes_) {
    const auto facts = FactsInCase(reader, lane.council);
    if (!absl::c_linear_search(facts, kExists)) continue;
    read.asked.insert(FactOf(lane.name, kExists));
    if (names.count(lane.opening.a_case) != 0) {
      read.shown.insert(FactOf(lane.name, kExists));
    }
  }
  history_.Add(std::move(read));
}

void Setting::ReadMessage(const Lane& lane) {
  v1::GetMessageRequest get;
  *get.mutable_access() = exchange::AccessFor(v1::PURPOSE_INTAKE);
  get.set_name(lane.opening.message);
  Operation read;
  const auto message = Parsed<v1::GetMessageResponse>(
      Do(Nurse(), "MessageService/GetMessage", get, read));
  read.asked = {FactOf(lane.name, kMessage)};
  if (Shows(message.sections(), v1::SECTION_KIND_SOS_CONTACT)) {
    read.shown = read.asked;
  }
  history_.Add(std::move(read));
}

void Setting::CheckContact(const World::Person& reader, const Lane& lane) {
  v1::CheckContactRequest check;
  *check.mutable_access() = kSupport;
  check.set_subject(lane.opening.subject);
  check.set_case_(lane.opening.a_case);
  check.set_channel(v1::CONTACT_CHANNEL_LINE);
  Operation read;
  const auto contact = Parsed<v1::CheckContactResponse>(
      Do(reader, "CaseService/CheckContact", check, read));
  read.asked = {FactOf(lane.name, kContact)};
  if (contact.allowed()) read.shown = read.asked;
  history_.Add(std::move(read));
}

void Setting::WriteInCase(const World::Person& writer, const Lane& lane) {
  v1::Record record;
  record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  v1::DraftSectionRequest draft =
      exchange::DraftOf(lane.opening.subject, record);
  *draft.mutable_access() = kSupport;
  draft.set_case_(lane.opening.a_case);
  Operation write;
  Do(writer, "SectionService/DraftSection", draft, write);
  write.asked = {FactOf(lane.name, kTaken)};
  if (write.status == absl::StatusCode::kOk) write.shown = write.asked;
  history_.Add(std::move(write));
}

void Setting::ReadConsent(const Lane& lane) {
  const std::string consent = Newest(lane, kConsent);
  v1::GetConsentRequest get;
  *get.mutable_access() = kSupport;
  get.set_name(consent);
  Operation read;
  const auto answer = Parsed<v1::GetConsentResponse>(
      Do(SocialWorker(), "ConsentService/GetConsent", get, read));
  read.asked = {FactOf(lane.name, IdOf(consent), kActive)};
  if (answer.state() == v1::CONSENT_STATE_ACTIVE ||
      answer.state() == v1::CONSENT_STATE_NARROWED) {
    read.shown = read.asked;
  }
  history_.Add(std::move(read));
}

void Setting::PrepareCopy(const Lane& lane) {
  const std::string copy = Newest(lane, kCopyRequest);
  v1::GetCaseRequest get;
  *get.mutable_access() = exchange::AccessFor(v1::PURPOSE_SELF_DISCLOSURE);
  get.mutable_access()->set_request_reference(copy);
  get.set_name(lane.opening.a_case);
  Operation read;
  const auto a_case = Parsed<v1::GetCaseResponse>(
      Do(Chief(), "CaseService/GetCase", get, read));
  read.asked = {FactOf(lane.name, IdOf(copy), kCopy)};
  if (ShowsPregnancy(a_case.case_().sections())) {
    read.shown = read.asked;
  }
  history_.Add(std::move(read));
}

std::string Setting::Newest(const Lane& lane, const std::string& kind) {
  absl::MutexLock lock(&mutex_);
  const auto found = newest_.find({lane.name, kind});
  return found == newest_.end() ? "" : found->second;
}

void Setting::SetNewest(const Lane& lane, const std::string& kind,
                        const std::string& name) {
  absl::MutexLock lock(&mutex_);
  newest_[{lane.name, kind}] = name;
}

}  // namespace tasuki::history
