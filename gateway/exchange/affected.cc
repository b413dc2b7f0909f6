#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/descent.h"
#include "gateway/exchange/exposure.h"
#include "gateway/exchange/subject_chain.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/vectors.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// Between a decision's time and its place in the log; more than there is.
constexpr int64_t kMarginMs = 3'600'000;
// The year 9999, seconds since 1970.
constexpr int64_t kFarthest = 253'402'300'800;
// As many as one answer may hold.
constexpr int kMostSeen = 5000;

absl::Status CheckForm(const v1::ListAffectedRequest& request) {
  if (request.subject().empty() == request.section().empty()) {
    return absl::InvalidArgumentError("subject, section: exactly one of them");
  }
  for (const int category : request.categories()) {
    if (!v1::Category_IsValid(category) ||
        category == v1::CATEGORY_UNSPECIFIED) {
      return absl::InvalidArgumentError("categories: unknown category");
    }
  }
  if (request.from() < 0 || request.from() > kFarthest) {
    return absl::InvalidArgumentError("from: seconds since 1970");
  }
  const bool ends = request.to() != 0;
  if (ends && (request.to() <= request.from() || request.to() > kFarthest)) {
    return absl::InvalidArgumentError("to: after from");
  }
  return absl::OkStatus();
}

CategorySet CategoriesOf(const v1::ListAffectedRequest& request) {
  if (request.categories().empty()) return CategorySet::All();
  CategorySet categories;
  for (const int category : request.categories()) {
    categories =
        categories | CategorySet::Of(static_cast<v1::Category>(category));
  }
  return categories;
}

// What the request is about.
struct Asked {
  std::string subject;
  std::set<std::string> sections;  // hers; or the one and its copies
  bool whole = false;              // all of hers
  Window window;
  CategorySet categories;
};

// Nothing is asked about if there is no such subject or section. What it reads
// is no dependency: the report is one of the moment at which it was made.
absl::StatusOr<std::optional<Asked>> AskedBy(
    Context& context, const v1::ListAffectedRequest& request) {
  Reading state(context.snapshot, context.state.now());
  Asked asked;
  asked.whole = request.section().empty();
  asked.window = {request.from(), request.to() == 0
                                      ? context.state.now_seconds() + 1
                                      : request.to()};
  asked.categories = CategoriesOf(request);
  std::string section;
  if (asked.whole) {
    ASSIGN_OR_RETURN(asked.subject,
                     ParseResourceId("subjects", request.subject(), "subject"));
    ASSIGN_OR_RETURN(const bool there,
                     state.Exists(Table::kSubject, asked.subject));
    if (!there) return std::optional<Asked>();
  } else {
    ASSIGN_OR_RETURN(section,
                     ParseResourceId("sections", request.section(), "section"));
    ASSIGN_OR_RETURN(const Found<v1::SectionRow> row,
                     state.Find<v1::SectionRow>(Table::kSection, section));
    if (!row.has_value()) return std::optional<Asked>();
    asked.subject = row->subject();
  }
  ASSIGN_OR_RETURN(const auto held, HeldAbout(state, asked.subject));
  if (asked.whole) {
    for (const auto& [id, copied_from] : held) asked.sections.insert(id);
  } else {
    asked.sections = WithCopies(section, held);
  }
  return std::optional<Asked>(std::move(asked));
}

// Levels of the sections that were asked for, as the leaf shows them.
LevelSet LevelsShown(const SubjectLeaf& leaf, const Asked& asked) {
  LevelSet levels;
  for (const v1::ShownSection& shown : leaf.vector.shown()) {
    if (!asked.sections.contains(shown.section())) continue;
    levels = levels.Join(LevelsOf(shown));
  }
  return levels;
}

v1::DisclosedTo SeenIn(const SubjectLeaf& leaf, const Asked& asked) {
  v1::DisclosedTo seen;
  seen.set_party(leaf.exchange.party());
  seen.set_person(leaf.exchange.person());
  seen.set_role(leaf.exchange.role());
  seen.set_time_ms(leaf.exchange.time_ms());
  seen.set_leaf_hash(leaf.hash);
  const LevelSet levels = LevelsShown(leaf, asked);
  for (const v1::DisclosedCategory& entry : leaf.exchange.disclosed()) {
    const v1::Level level =
        asked.whole ? entry.level() : levels.At(entry.category());
    if (level == v1::LEVEL_WITHHELD ||
        !asked.categories.Contains(entry.category())) {
      continue;
    }
    v1::DisclosedCategory& told = *seen.add_disclosed();
    told = entry;
    told.set_level(level);
  }
  for (const v1::ShownSection& shown : leaf.vector.shown()) {
    if (asked.whole || asked.sections.contains(shown.section())) {
      seen.add_sections(ResourceName("sections", shown.section()));
    }
  }
  return seen;
}

// False: there is more than one answer may hold.
absl::StatusOr<bool> AddSeen(Context& context, const Asked& asked,
                             v1::ListAffectedResponse& response) {
  const int64_t from = asked.window.from * 1000;
  const int64_t to = asked.window.to * 1000;
  const auto read = [&](const SubjectLeaf& leaf) {
    const int64_t time = leaf.exchange.time_ms();
    if (time >= from && time < to) {
      v1::DisclosedTo seen = SeenIn(leaf, asked);
      if (!seen.disclosed().empty()) *response.add_seen() = std::move(seen);
    }
    return time >= from - kMarginMs && response.seen_size() <= kMostSeen;
  };
  ASSIGN_OR_RETURN(const int64_t erased,
                   ReadSubjectChain(context.log, asked.subject, read));
  response.set_erased(erased);
  std::reverse(response.mutable_seen()->begin(),
               response.mutable_seen()->end());
  return response.seen_size() <= kMostSeen;
}

absl::Status AddExposed(Context& context, const Asked& asked,
                        v1::ListAffectedResponse& response) {
  ASSIGN_OR_RETURN(
      std::vector<v1::Exposed> exposed,
      ExposedIn(context, asked.sections, asked.window, asked.categories));
  std::set<std::string> did;
  for (const v1::DisclosedTo& seen : response.seen()) did.insert(seen.party());
  for (v1::Exposed& one : exposed) {
    one.set_did(did.contains(one.party()));
    *response.add_exposed() = std::move(one);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> ListAffected(Context& context,
                                    const v1::ListAffectedRequest& request) {
  if (!context.May(v1::ACTION_SEARCH_AUDIT)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "only officers search the log");
  }
  RETURN_IF_ERROR(CheckForm(request));
  if (request.access().need().empty()) {
    return Refused(v1::REFUSAL_CODE_NEED_NOT_STATED,
                   "access.need: say what has happened");
  }
  std::optional<Affected>& found = context.findings.affected;
  if (found.has_value()) return About(found->subject, found->body);
  ASSIGN_OR_RETURN(const std::optional<Asked> asked, AskedBy(context, request));
  if (!asked.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  v1::ListAffectedResponse response;
  ASSIGN_OR_RETURN(const bool fits, AddSeen(context, *asked, response));
  if (!fits) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "from, to: too many entries for one answer; "
                              "ask for a shorter time");
  }
  RETURN_IF_ERROR(AddExposed(context, *asked, response));
  found = Affected{asked->subject, Canonical(response)};
  return About(found->subject, found->body);
}

}  // namespace tasuki::exchange
