#include "tests/scenario/sight.h"

#include <google/protobuf/text_format.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::scenario {
namespace {

constexpr std::pair<v1::Level, absl::string_view> kSigns[] = {
    {v1::LEVEL_FULL, "●"},
    {v1::LEVEL_REDUCED, "◐"},
    {v1::LEVEL_EXISTENCE, "○"},
};

std::string TextOf(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  CHECK(printer.PrintToString(message, &text));
  return text;
}

std::string EvidenceOf(const v1::Disclosure& disclosure) {
  return disclosure.evidence().empty() ? ""
                                       : disclosure.evidence(0).leaf_hash();
}

// Notes a failure that is neither "not found" nor "you are nobody".
void Note(const absl::Status& status, const char* door, Sight& sight) {
  if (absl::IsUnauthenticated(status)) {
    sight.shut_out = true;
  } else if (!absl::IsNotFound(status)) {
    sight.faults.push_back(absl::StrCat(door, ": ", status.ToString()));
  }
}

void LookAtLists(PartnerProcess& partner, Sight& sight) {
  const auto cases = partner.Call(v1::ListCasesRequest());
  for (const std::string& name : cases.response.cases()) {
    sight.listed_cases.push_back(name);
  }
  v1::ListMessagesRequest whole;
  whole.set_page_size(100);
  const auto inbox = partner.Call(whole);
  for (v1::MessageHeader header : inbox.response.messages()) {
    header.clear_sent_at();
    sight.inbox.push_back(std::move(header));
  }
  // An officer has no lists at all; everybody else's are empty.
  const bool officer = partner.actor().role == v1::ROLE_SECURITY_OFFICER;
  if (!cases.ok() && !officer) Note(cases.status, "cases", sight);
  if (!inbox.ok() && !officer) Note(inbox.status, "inbox", sight);
}

void LookAtPerson(PartnerProcess& partner, const Places& places, Sight& sight) {
  if (!places.subject.empty()) {
    v1::GetSubjectRequest request;
    request.set_name(places.subject);
    const auto reply = partner.Call(request);
    if (reply.ok()) {
      sight.subject = reply.response.subject();
    } else {
      Note(reply.status, "subject", sight);
    }
  }
  for (const std::string& name : places.consents) {
    v1::GetConsentRequest request;
    request.set_name(name);
    const auto reply = partner.Call(request);
    if (reply.ok()) {
      sight.consents[name] = reply.response.state();
    } else {
      Note(reply.status, "consent", sight);
    }
  }
}

void LookAtCase(PartnerProcess& partner, const Places& places, Sight& sight) {
  if (places.a_case.empty()) return;
  v1::GetCaseRequest request;
  request.set_name(places.a_case);
  const auto reply = partner.Call(request);
  if (!reply.ok()) return Note(reply.status, "case", sight);
  sight.a_case = reply.response.case_();
  sight.case_levels = LevelsText(reply.response.disclosure());
  sight.case_evidence = EvidenceOf(reply.response.disclosure());
}

void LookAtMessages(PartnerProcess& partner, const Places& places,
                    Sight& sight) {
  for (const std::string& name : places.messages) {
    v1::GetMessageRequest request;
    request.set_name(name);
    auto reply = partner.Call(request);
    if (!reply.ok()) {
      Note(reply.status, "message", sight);
      continue;
    }
    sight.message_levels[name] = LevelsText(reply.response.disclosure());
    sight.message_evidence[name] = EvidenceOf(reply.response.disclosure());
    reply.response.clear_disclosure();
    reply.response.mutable_header()->clear_sent_at();
    // Worked out anew at each reading (StopUseTest).
    reply.response.mutable_header()->clear_still_allowed();
    sight.messages[name] = std::move(reply.response);
  }
}

void Join(const std::string& text, std::map<v1::Category, v1::Level>& levels) {
  for (absl::string_view one : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (one == "|") break;
    const absl::StatusOr<v1::Category> category =
        ParseCategory(one.substr(0, 3));
    CHECK(category.ok());
    for (const auto& [level, sign] : kSigns) {
      if (one.substr(3) != sign) continue;
      levels[*category] = std::max(levels[*category], level);
    }
  }
}

}  // namespace

std::string LevelsText(const v1::Disclosure& disclosure) {
  std::vector<std::string> parts;
  for (const v1::CategoryDisclosure& one : disclosure.categories()) {
    for (const auto& [level, sign] : kSigns) {
      if (one.level() == level) {
        parts.push_back(absl::StrCat(ShortName(one.category()), sign));
      }
    }
  }
  if (disclosure.obligations_size() > 0) parts.emplace_back("|");
  for (const int obligation : disclosure.obligations()) {
    parts.push_back(ShortName(static_cast<v1::Obligation>(obligation)));
  }
  for (const v1::RelayContact& relay : disclosure.relay_contacts()) {
    parts.push_back(absl::StrCat("via ", relay.party()));
  }
  return absl::StrJoin(parts, " ");
}

std::string Sight::ToText() const {
  std::string text = absl::StrCat("shut out: ", shut_out ? "yes" : "no", "\n");
  for (const std::string& name : listed_cases) {
    absl::StrAppend(&text, "listed: ", name, "\n");
  }
  for (const v1::MessageHeader& header : inbox) {
    absl::StrAppend(&text, "inbox:\n", TextOf(header));
  }
  if (subject.has_value()) {
    absl::StrAppend(&text, "subject:\n", TextOf(*subject));
  }
  for (const auto& [name, state] : consents) {
    absl::StrAppend(&text, name, ": ", ShortName(state), "\n");
  }
  if (a_case.has_value()) {
    absl::StrAppend(&text, "case: ", case_levels, "\n", TextOf(*a_case));
  }
  for (const auto& [name, message] : messages) {
    const auto levels = message_levels.find(name);
    absl::StrAppend(&text, name, ": ",
                    levels == message_levels.end() ? "" : levels->second, "\n",
                    TextOf(message));
  }
  for (const std::string& fault : faults) {
    absl::StrAppend(&text, "FAULT ", fault, "\n");
  }
  return text;
}

std::map<v1::Category, v1::Level> Sight::Levels() const {
  std::map<v1::Category, v1::Level> levels;
  Join(case_levels, levels);
  for (const auto& [name, text] : message_levels) Join(text, levels);
  return levels;
}

Sight LookAround(PartnerProcess& partner, const Places& places) {
  Sight sight;
  LookAtLists(partner, sight);
  LookAtPerson(partner, places, sight);
  LookAtCase(partner, places, sight);
  LookAtMessages(partner, places, sight);
  return sight;
}

}  // namespace tasuki::scenario
