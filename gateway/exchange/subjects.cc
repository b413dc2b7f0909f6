#include "gateway/exchange/subjects.h"

#include "absl/strings/str_cat.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kMaxAliasBytes = 100;

std::string KnownKey(const std::string& party, const std::string& subject) {
  return absl::StrCat(party, "|", subject);
}

absl::StatusOr<bool> Listed(Reading& state, Index index,
                            const std::string& party,
                            const std::string& subject) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(index, KnownKey(party, subject), 0, 1));
  return !entries.empty();
}

absl::StatusOr<std::set<std::string>> IdsIn(Reading& state, Index index,
                                            const std::string& key) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(index, key));
  std::set<std::string> ids;
  for (const IndexEntry& entry : entries) ids.insert(entry.id);
  return ids;
}

v1::Subject SubjectOf(const std::string& id, const v1::SubjectRow& row) {
  v1::Subject subject;
  subject.set_name(ResourceName("subjects", id));
  subject.set_alias(row.alias());
  return subject;
}

}  // namespace

absl::Status CheckAlias(const std::string& alias) {
  return alias.empty() || alias.size() > kMaxAliasBytes
             ? absl::InvalidArgumentError("alias: 1 to 100 bytes")
             : absl::OkStatus();
}

absl::StatusOr<NewSubject> RegisterNew(Context& context,
                                       const std::string& alias,
                                       Origin origin) {
  const std::string id = NewId();
  v1::SubjectRow row;
  row.set_alias(alias);
  row.set_registered_by(context.party());
  row.set_sealed_origin(origin == Origin::kSealed);
  row.set_child_born(origin != Origin::kAnybody);
  context.Write(Table::kSubject, id, row);
  RETURN_IF_ERROR(LearnSubject(context, context.party(), id));
  return NewSubject{id, SubjectOf(id, row)};
}

absl::StatusOr<bool> KnowsSubject(Reading& state, const std::string& party,
                                  const std::string& subject) {
  return Listed(state, Index::kKnownSubjects, party, subject);
}

absl::StatusOr<bool> WasTold(Reading& state, const std::string& party,
                             const std::string& subject) {
  for (const Index index : {Index::kKnownSubjects, Index::kToldOfSubject}) {
    ASSIGN_OR_RETURN(const bool listed, Listed(state, index, party, subject));
    if (listed) return true;
  }
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     state.Get<v1::CaseRow>(Table::kCase, entry.id));
    for (const v1::TeamEntry& member : row.team()) {
      if (member.party() == party) return true;
    }
  }
  return false;
}

absl::Status NoteTold(Context& context, const std::string& party,
                      const std::string& subject) {
  ASSIGN_OR_RETURN(
      const bool listed,
      Listed(context.state, Index::kToldOfSubject, party, subject));
  if (!listed) {
    context.Enter(Index::kToldOfSubject, KnownKey(party, subject), subject);
  }
  return absl::OkStatus();
}

absl::Status LearnSubject(Context& context, const std::string& party,
                          const std::string& subject) {
  ASSIGN_OR_RETURN(const bool knows,
                   KnowsSubject(context.state, party, subject));
  if (!knows) {
    context.Enter(Index::kKnownSubjects, KnownKey(party, subject), subject);
  }
  return absl::OkStatus();
}

void NoteHeld(Context& context, const std::string& party,
              const std::string& subject, const std::string& section) {
  context.Enter(Index::kHeldOfSubject, KnownKey(party, subject), section);
}

absl::StatusOr<std::set<std::string>> SectionsHeld(Reading& state,
                                                   const std::string& party,
                                                   const std::string& subject) {
  return IdsIn(state, Index::kHeldOfSubject, KnownKey(party, subject));
}

absl::StatusOr<absl::Span<const IndexEntry>> EntriesHeld(
    Reading& state, const std::string& party, const std::string& subject) {
  return state.List(Index::kHeldOfSubject, KnownKey(party, subject));
}

void NoteCopy(Context& context, const std::string& consent,
              const std::string& section) {
  context.Enter(Index::kHeldOfSubject, ResourceName("consents", consent),
                section);
}

absl::StatusOr<std::set<std::string>> CopiesUnder(Reading& state,
                                                  const std::string& consent) {
  return IdsIn(state, Index::kHeldOfSubject, ResourceName("consents", consent));
}

absl::StatusOr<Answer> RegisterSubject(
    Context& context, const v1::RegisterSubjectRequest& request) {
  if (!context.May(v1::ACTION_REGISTER_SUBJECT)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not register subjects");
  }
  RETURN_IF_ERROR(CheckAlias(request.alias()));
  const bool sealed = request.sealed_origin();
  ASSIGN_OR_RETURN(const NewSubject entered,
                   RegisterNew(context, request.alias(),
                               sealed ? Origin::kSealed : Origin::kAnybody));
  v1::RegisterSubjectResponse response;
  *response.mutable_subject() = entered.subject;
  Answer answer = About(entered.id, Canonical(response));
  // Words of whoever registers the child could tell whose it is (SR-02).
  answer.words_logged = !sealed;
  return answer;
}

absl::StatusOr<Answer> GetSubject(Context& context,
                                  const v1::GetSubjectRequest& request) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("subjects", request.name(), "name"));
  ASSIGN_OR_RETURN(const Found<v1::SubjectRow> row,
                   context.state.Find<v1::SubjectRow>(Table::kSubject, id));
  if (!row.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  if (!context.May(v1::ACTION_READ_SUBJECT)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  ASSIGN_OR_RETURN(const bool knows,
                   KnowsSubject(context.state, context.party(), id));
  if (!knows) return NotFound(v1::REFUSAL_CODE_NO_BASIS);

  v1::GetSubjectResponse response;
  *response.mutable_subject() = SubjectOf(id, *row);
  // The alias is the registering party's; others know her by their own copies.
  if (row->registered_by() != context.party()) {
    response.mutable_subject()->clear_alias();
  }
  return About(id, Canonical(response));
}

}  // namespace tasuki::exchange
