#include "gateway/exchange/correction.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/descent.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subject_chain.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/view.h"

namespace tasuki::exchange {
namespace {

// A leaf has the time at which it was decided, a section that at which it
// counts as confirmed: an hour is more than lies between them.
constexpr int64_t kMarginMs = 3'600'000;

// More than that there is something to know of.
bool ShowsContent(const v1::ShownSection& shown) {
  return shown.reduced() != 0;
}

std::vector<std::string> IdsOf(const std::vector<Version>& versions) {
  std::vector<std::string> ids;
  for (const Version& version : versions) ids.push_back(version.id);
  return ids;
}

// By section and party; whether it was shown as hers, and to whom.
absl::StatusOr<std::vector<Receiver>> FindReceivers(
    Context& context, const std::vector<Version>& versions) {
  struct Shown {
    bool as_hers = false;
    std::set<std::string> persons;  // none: not known, or to the party
  };
  std::map<std::pair<std::string, std::string>, Shown> found;
  for (const Version& version : versions) found[{version.id, ""}] = {};
  // Found once: the parties that are asked for copies make no dependency.
  Reading state(context.snapshot, context.state.now());
  ASSIGN_OR_RETURN(const Line line, LineOf(state, IdsOf(versions)));
  for (const std::string& id : line.sections) found.try_emplace({id, ""});
  const int64_t oldest = line.confirmed_from * 1000 - kMarginMs;
  const auto read = [&](const SubjectLeaf& leaf) {
    for (const v1::ShownSection& shown : leaf.vector.shown()) {
      if (!ShowsContent(shown) || !found.contains({shown.section(), ""})) {
        continue;
      }
      Shown& there = found[{shown.section(), leaf.exchange.party()}];
      there.as_hers = there.as_hers || !IsFromScreen(leaf.exchange);
      there.persons.insert(leaf.exchange.person());
    }
    return leaf.exchange.time_ms() >= oldest;
  };
  const std::string& subject = versions.front().row.subject();
  ASSIGN_OR_RETURN(const int64_t erased,
                   ReadSubjectChain(context.log, subject, read));
  if (erased > 0) {
    ASSIGN_OR_RETURN(const auto passed_on, PassedOn(state, line));
    for (const auto& [place, persons] : passed_on) {
      found.try_emplace(place, Shown{.persons = persons});
    }
  }
  // What was taken over is the party's, whoever was shown it first.
  for (const auto& place : line.taken_over) found[place].persons.clear();
  std::vector<Receiver> receivers;
  for (auto& [place, shown] : found) {
    const auto& [section, party] = place;
    if (party.empty() || party == context.party()) continue;
    receivers.push_back(
        {section, party, shown.as_hers, std::move(shown.persons)});
  }
  return receivers;
}

// For whom alone the messages were that brought the section to the party, if no
// one else there was shown it.
absl::StatusOr<std::set<std::string>> NamedReaders(Context& context,
                                                   const Receiver& receiver) {
  if (receiver.persons.empty()) return std::set<std::string>();
  ASSIGN_OR_RETURN(
      const absl::Span<const IndexEntry> entries,
      context.state.List(Index::kStatedOfSection, receiver.section));
  std::set<std::string> named;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(
        const v1::MessageRow& message,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    if (message.recipient() != receiver.party) continue;
    named.insert(message.persons().begin(), message.persons().end());
  }
  const bool only_they =
      std::includes(named.begin(), named.end(), receiver.persons.begin(),
                    receiver.persons.end());
  return only_they ? named : std::set<std::string>();
}

// Who read her case, or took something about her over, knows whose it was; who
// saw an alias on a screen does not learn it from a notice.
absl::StatusOr<v1::MessageRow> NoticeTo(Context& context,
                                        const Receiver& receiver,
                                        const Version& version) {
  v1::MessageRow notice;
  notice.set_kind(v1::MESSAGE_KIND_CORRECTION_NOTICE);
  // Of a copy it is its holder's: that it is one, and whose the original is, is
  // not for its readers to know.
  ASSIGN_OR_RETURN(
      const v1::SectionRow& shown,
      context.state.Get<v1::SectionRow>(Table::kSection, receiver.section));
  notice.set_sender(shown.holder());
  if (shown.holder() == context.party()) {
    notice.set_sent_by(context.reader().person);
  }
  notice.set_recipient(receiver.party);
  notice.add_replaced(receiver.section);
  const std::string& subject = version.row.subject();
  ASSIGN_OR_RETURN(const bool told,
                   WasTold(context.state, receiver.party, subject));
  if (told || receiver.knows_whose) notice.set_subject(subject);
  ASSIGN_OR_RETURN(const std::set<std::string> named,
                   NamedReaders(context, receiver));
  notice.mutable_persons()->Add(named.begin(), named.end());
  return notice;
}

// Who passed the old version on, on a basis stated, passes the new one on.
absl::Status CarryStatements(Context& context, const std::string& old,
                             const std::string& successor) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> stated,
                   context.state.List(Index::kStatedOfSection, old));
  for (const IndexEntry& entry : stated) {
    context.Enter(Index::kStatedOfSection, successor, entry.id);
  }
  return absl::OkStatus();
}

}  // namespace

bool HasEnded(const v1::SectionRow& row) {
  return IsOver(row) && row.ended_at() != 0;
}

bool Close(Context& context, const std::vector<Version>& versions,
           v1::SectionState state) {
  bool any = false;
  for (const Version& version : versions) {
    if (IsOver(version.row)) continue;
    any = true;
    v1::SectionRow row = version.row;
    row.set_state(state);
    context.Write(Table::kSection, version.id, row);
    if (row.case_().empty()) continue;
    context.changes.entries.push_back(
        {.key = {Index::kSectionsOfCase, row.case_()},
         .id = version.id,
         .erase = true});
  }
  return any;
}

absl::StatusOr<std::vector<std::string>> End(Context& context,
                                             const std::vector<Version>& closed,
                                             Version version,
                                             const std::string& successor) {
  std::optional<std::vector<Receiver>>& receivers = context.findings.receivers;
  if (!receivers.has_value()) {
    ASSIGN_OR_RETURN(receivers, FindReceivers(context, closed));
  }
  std::vector<std::string> told;
  for (const Receiver& receiver : *receivers) {
    ASSIGN_OR_RETURN(const Descent shown,
                     DescentOf(context.state, IdsOf(closed), receiver.section));
    if (shown.from != version.id) continue;
    ASSIGN_OR_RETURN(v1::MessageRow notice,
                     NoticeTo(context, receiver, version));
    // Of a copy of its own a party hears by what it copied.
    if (notice.sender() == receiver.party) continue;
    if (!successor.empty() && !shown.is_copy) notice.add_sections(successor);
    StoreMessage(context, std::move(notice));
    told.push_back(receiver.party);
  }
  if (!successor.empty()) {
    RETURN_IF_ERROR(CarryStatements(context, version.id, successor));
  }
  version.row.set_state(successor.empty() ? v1::SECTION_STATE_RETRACTED
                                          : v1::SECTION_STATE_CORRECTED);
  version.row.set_corrected_by(successor);
  version.row.set_ended_at(context.state.now_seconds());
  context.Write(Table::kSection, version.id, version.row);
  return told;
}

Answer GoesOn(const std::string& subject) {
  Answer answer = About(subject);
  answer.goes_on = true;
  return answer;
}

absl::StatusOr<Replaced> Replace(Context& context, const std::string& id,
                                 const v1::SectionRow& draft) {
  Replaced replaced;
  if (draft.corrects().empty()) return replaced;
  ASSIGN_OR_RETURN(
      const v1::SectionRow& row,
      context.state.Get<v1::SectionRow>(Table::kSection, draft.corrects()));
  if (HasEnded(row)) {
    replaced.instead = FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        "name: what it corrects was corrected or retracted meanwhile");
    return replaced;
  }
  if (row.case_() != draft.case_()) {
    replaced.instead = FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        "name: what it corrects was bound to a case meanwhile; draft it again");
    return replaced;
  }
  const std::vector<Version> versions = {{draft.corrects(), row}};
  if (Close(context, versions, v1::SECTION_STATE_CORRECTED)) {
    replaced.instead = GoesOn(row.subject());
    return replaced;
  }
  ASSIGN_OR_RETURN(replaced.told, End(context, versions, versions.front(), id));
  return replaced;
}

absl::StatusOr<std::string> NewestVersion(Reading& state, std::string id) {
  while (true) {
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     state.Get<v1::SectionRow>(Table::kSection, id));
    if (row.corrected_by().empty()) return id;
    id = row.corrected_by();
  }
}

absl::StatusOr<std::vector<Version>> CopiesReplacedBy(
    Context& context, const v1::MessageRow& notice) {
  std::vector<Version> copies;
  if (notice.replaced().empty() || notice.subject().empty()) return copies;
  ASSIGN_OR_RETURN(
      const std::set<std::string> held,
      SectionsHeld(context.state, context.party(), notice.subject()));
  for (const std::string& id : held) {
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     context.state.Get<v1::SectionRow>(Table::kSection, id));
    if (!HasEnded(row) &&
        absl::c_linear_search(notice.replaced(), row.copied_from())) {
      copies.push_back({id, row});
    }
  }
  return copies;
}

absl::StatusOr<bool> IsStale(Reading& state, const v1::SectionRow& row) {
  ASSIGN_OR_RETURN(const v1::SectionState origin, StateOfOrigin(state, row));
  return origin != v1::SECTION_STATE_CONFIRMED;
}

}  // namespace tasuki::exchange
