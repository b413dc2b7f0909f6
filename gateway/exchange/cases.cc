#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/case_access.h"
#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/exchange/wire.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kMaxAliasBytes = 32;
constexpr int kMaxBoundSections = 100;
constexpr char kCaseList[] = "cases";
constexpr int kCandidatesAtOnce = 50;

absl::Status CheckOpen(const v1::OpenCaseRequest& request) {
  if (!v1::CaseClass_IsValid(request.class_()) ||
      request.class_() == v1::CASE_CLASS_UNSPECIFIED) {
    return absl::InvalidArgumentError("class: required");
  }
  for (const int branch : request.branches()) {
    if (!v1::Branch_IsValid(branch) || branch == v1::BRANCH_UNSPECIFIED) {
      return absl::InvalidArgumentError("branches: unknown branch");
    }
  }
  if (request.alias().empty() || request.alias().size() > kMaxAliasBytes) {
    return absl::InvalidArgumentError("alias: 1 to 32 bytes");
  }
  if (request.bind_sections_size() > kMaxBoundSections) {
    return absl::InvalidArgumentError("bind_sections: at most 100");
  }
  return absl::OkStatus();
}

v1::CaseRow CaseRowOf(const Context& context, const std::string& subject,
                      const v1::OpenCaseRequest& request) {
  v1::CaseRow row;
  row.add_subjects(subject);
  row.set_class_(request.class_());
  *row.mutable_branches() = request.branches();
  row.set_status(v1::CASE_STATUS_INTAKE);
  row.set_alias(request.alias());
  row.set_centre_notice_given(request.centre_notice_given());
  v1::TeamEntry& lead = *row.add_team();
  lead.set_party(context.party());
  lead.set_relation(v1::RELATION_LEAD);
  lead.add_persons(context.reader().person);
  lead.set_from(context.state.now_seconds());
  lead.set_confirmed_at(context.state.now_seconds());
  return row;
}

// Binds the caller's own sections of the subject that have no case yet. False
// if one of them is not such a section.
absl::StatusOr<bool> BindSections(Context& context, const std::string& subject,
                                  const std::string& case_id,
                                  const v1::OpenCaseRequest& request) {
  for (const std::string& name : request.bind_sections()) {
    ASSIGN_OR_RETURN(const std::string id,
                     ParseResourceId("sections", name, "bind_sections"));
    ASSIGN_OR_RETURN(std::optional<v1::SectionRow> row,
                     context.state.Find<v1::SectionRow>(Table::kSection, id));
    if (!row.has_value() || row->holder() != context.party() ||
        row->subject() != subject || !row->case_().empty() ||
        row->state() != v1::SECTION_STATE_CONFIRMED) {
      return false;
    }
    row->set_case_(case_id);
    ASSIGN_OR_RETURN(const disclosure::Editions editions,
                     EditionsOf(context.state, id));
    WriteSection(context, id, *row, editions);  // under the key it has now
    context.Enter(Index::kSectionsOfCase, case_id, id);
  }
  return true;
}

struct Candidate {
  IndexEntry entry;
  std::string led_by;  // found through this party, which leads it or did
};

// Entries of one list; `complete_to` shrinks to where the list was cut off.
absl::Status AddCandidates(Context& context, Index index,
                           const std::string& party, int64_t after,
                           std::vector<Candidate>& candidates,
                           int64_t& complete_to) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(index, party, after, kCandidatesAtOnce));
  for (const IndexEntry& entry : entries) {
    candidates.push_back({entry, index == Index::kCasesOfLead ? party : ""});
  }
  if (entries.size() == kCandidatesAtOnce) {
    complete_to = std::min(complete_to, entries.back().ordinal);
  }
  return absl::OkStatus();
}

// Cases that may appear in the caller's list, in order: its own, and for an
// overseer those that the units of its centre lead.
absl::StatusOr<std::vector<Candidate>> Candidates(Context& context,
                                                  int64_t after) {
  std::vector<Candidate> candidates;
  int64_t complete_to = std::numeric_limits<int64_t>::max();
  RETURN_IF_ERROR(AddCandidates(context, Index::kCasesOfParty, context.party(),
                                after, candidates, complete_to));
  if (Oversees(context.reader(), context.purpose)) {
    ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                     PartiesOf(context.state, context.reader().body()));
    for (const std::string& party : parties) {
      RETURN_IF_ERROR(AddCandidates(context, Index::kCasesOfLead, party, after,
                                    candidates, complete_to));
    }
  }
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return candidate.entry.ordinal > complete_to;
  });
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) {
              return a.entry.ordinal < b.entry.ordinal;
            });
  return candidates;
}

// A case that an overseer finds through its lead is not listed again as one of
// its own party's, nor through a party that led it before.
bool IsListedElsewhere(const Context& context, const Candidate& candidate,
                       const v1::CaseRow& row) {
  const std::string& lead = LeadOf(row).party();
  if (!candidate.led_by.empty()) return candidate.led_by != lead;
  return Oversees(context.reader(), context.purpose) &&
         BodyOf(lead) == context.reader().body();
}

// A section by which the caller may know of the case, if there is one.
absl::StatusOr<std::optional<SectionView>> ListedView(
    Context& context, const Candidate& candidate) {
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessCase(context, ResourceName("cases", candidate.entry.id), "case",
                 ""));
  if (access.refused() ||
      !context.May(v1::ACTION_LIST_CASES, access.relation()) ||
      IsListedElsewhere(context, candidate, access.found()->row)) {
    return std::optional<SectionView>();
  }
  ASSIGN_OR_RETURN(
      SectionView view,
      ViewSection(context, access.found()->row.case_section(), access.found()));
  if (ShowsExistence({view})) return std::optional<SectionView>(view);
  // Some know of the case by another section alone, as a physician does by a
  // sheet: what they may open they may list.
  ASSIGN_OR_RETURN(std::vector<SectionView> views,
                   ViewCase(context, access.found()));
  for (SectionView& other : views) {
    if (ShowsExistence({other})) return std::optional<SectionView>(other);
  }
  return std::optional<SectionView>();
}

// Of a listed case only its existence is disclosed.
void KeepExistenceOnly(SectionView& view) {
  view.outcome.content = CategorySet::Of(v1::CATEGORY_C01);
  view.outcome.obligations.clear();
  view.record.clear();
}

struct ListedCases {
  std::vector<std::string> ids;
  std::vector<SectionView> views;
  int64_t last = 0;
  bool more = false;
};

// Walks the candidates until the page is full; what is hidden leaves no trace.
absl::StatusOr<ListedCases> FillPage(Context& context, int64_t after,
                                     size_t size) {
  ListedCases page{.ids = {}, .views = {}, .last = after, .more = false};
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<Candidate> candidates,
                     Candidates(context, page.last));
    if (candidates.empty()) return page;
    for (const Candidate& candidate : candidates) {
      ASSIGN_OR_RETURN(std::optional<SectionView> view,
                       ListedView(context, candidate));
      if (view.has_value() && page.ids.size() == size) {
        page.more = true;
        return page;
      }
      page.last = candidate.entry.ordinal;
      if (!view.has_value()) continue;
      KeepExistenceOnly(*view);
      page.ids.push_back(candidate.entry.id);
      page.views.push_back(*std::move(view));
    }
  }
}

// Who prepares a copy has been shown otherwise that the case exists; the copy
// does not say so by itself.
bool ShowsACopy(const Context& context, const std::vector<SectionView>& views) {
  return !context.reader().copy_request.empty() &&
         std::any_of(views.begin(), views.end(), [](const SectionView& view) {
           return !view.record.empty();
         });
}

}  // namespace

absl::StatusOr<Answer> OpenCase(Context& context,
                                const v1::OpenCaseRequest& request) {
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  RETURN_IF_ERROR(CheckOpen(request));
  ASSIGN_OR_RETURN(const bool knows,
                   KnowsSubject(context.state, context.party(), subject));
  if (!knows) return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  if (!context.May(v1::ACTION_OPEN_CASE)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not open cases");
  }
  ASSIGN_OR_RETURN(const bool tells,
                   NamesSealedPerson(context, subject, {request.alias()}));
  if (tells) return RefuseSealedIdentity(context, subject);
  const std::string id = NewId();
  ASSIGN_OR_RETURN(const bool bound,
                   BindSections(context, subject, id, request));
  if (!bound) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  RETURN_IF_ERROR(
      WriteCase(context, {id, CaseRowOf(context, subject, request)}));
  context.Enter(Index::kCasesOfSubject, subject, id);
  context.Enter(Index::kCasesOfParty, context.party(), id);
  context.Enter(Index::kCasesOfLead, context.party(), id);

  v1::OpenCaseResponse response;
  response.set_case_(ResourceName("cases", id));
  return About(subject, Canonical(response));
}

absl::StatusOr<Answer> GetCase(Context& context,
                               const v1::GetCaseRequest& request) {
  if (request.name().empty()) {
    return absl::InvalidArgumentError("name: required");
  }
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessCase(context, request.name(), "name", ""));
  if (access.refused()) return access.refusal();
  if (!context.May(v1::ACTION_READ_CASE, access.relation())) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  ASSIGN_OR_RETURN(std::vector<SectionView> views,
                   ViewCase(context, access.found()));
  if (!ShowsExistence(views) && !ShowsACopy(context, views)) {
    Answer hidden = NotFound(v1::REFUSAL_CODE_NO_BASIS);
    ASSIGN_OR_RETURN(hidden.true_codes,
                     WhyHidden(context, access.found(), views));
    return hidden;
  }

  std::string a_case;
  WireWriter(a_case).Text(v1::Case::kNameFieldNumber, request.name());
  for (const SectionView& view : views) {
    if (view.record.empty()) continue;
    AppendField(v1::Case::kSectionsFieldNumber, SectionBytes(context, view),
                &a_case);
  }
  Answer answer;
  AppendField(v1::GetCaseResponse::kCaseFieldNumber, a_case, &answer.body);
  // The case was opened for the first of its subjects.
  answer.subjects =
      OutcomesTold(std::move(views), access.found()->row.subjects(0));
  return answer;
}

absl::StatusOr<Answer> ListCases(Context& context,
                                 const v1::ListCasesRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, kCaseList, request.page_token()));
  ASSIGN_OR_RETURN(ListedCases page,
                   FillPage(context, after, static_cast<size_t>(size)));
  v1::ListCasesResponse response;
  for (const std::string& id : page.ids) {
    response.add_cases(ResourceName("cases", id));
  }
  if (page.more) {
    ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                     TokenFor(context, kCaseList, page.last));
  }
  Answer answer;
  answer.body = Canonical(response);
  answer.subjects = OutcomesOf(std::move(page.views));
  return answer;
}

}  // namespace tasuki::exchange
