#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gateway/consent/family.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/consent_family.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// The profiles of hers of which the caller sees a rule now. A rule that the
// caller may not see decides nothing: else the answer would tell of it.
absl::StatusOr<std::vector<SectionView>> ProfilesSeen(
    Context& context, const std::string& subject,
    const std::set<std::string>& candidates) {
  std::vector<SectionView> seen;
  for (const std::string& id : candidates) {
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     context.state.Get<v1::SectionRow>(Table::kSection, id));
    if (row.kind() != v1::SECTION_KIND_SUBJECT_PROFILE ||
        row.subject() != subject) {
      continue;
    }
    ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                     CaseOf(context.state, row));
    // Where she can be met is no part of the answer; when she can be called is.
    ASSIGN_OR_RETURN(
        SectionView view,
        ViewSectionAs(
            context, context.reader(), context.purpose, id, a_case,
            {.stated = {}, .nothing_but_born = {}, .names_no_place = true}));
    view.outcome.content =
        view.outcome.content & CategorySet::Of(v1::CATEGORY_C05);
    if (!view.outcome.disclosed().empty()) seen.push_back(std::move(view));
  }
  return seen;
}

// A rule of hers, and when it was confirmed, seconds since 1970 UTC.
struct Rule {
  v1::SafeContactRule says;
  int64_t confirmed_at = 0;
};

absl::StatusOr<std::vector<Rule>> RulesIn(
    const std::vector<SectionView>& profiles) {
  std::vector<Rule> rules;
  for (const SectionView& profile : profiles) {
    v1::Record record;
    if (!record.ParseFromString(profile.record)) {
      return absl::DataLossError("a stored record does not parse");
    }
    for (const v1::SafeContactRule& rule :
         record.subject_profile().safe_contact_rules()) {
      rules.push_back({rule, profile.row->confirmed_at()});
    }
  }
  return rules;
}

// Who is to be spoken to: she herself, or one close to her as she agreed.
struct Whom {
  v1::PersonLabel person = v1::PERSON_LABEL_UNSPECIFIED;
  std::optional<LeaveToTell> leave = std::nullopt;

  bool is_herself() const { return person == v1::PERSON_LABEL_UNSPECIFIED; }
};

// By naming her mother she takes back what she had forbidden on her mother's
// phone. What she forbids later stands, and so does what she forbade where
// somebody else of the household may answer.
bool IsTakenBack(const Rule& rule, const Whom& whom) {
  return !whom.is_herself() && consent::ReachesOnePerson(rule.says.channel()) &&
         rule.confirmed_at < whom.leave->agreed_at;
}

// What her rules allow and none of them forbids, best first.
std::vector<v1::SafeContactRule> WaysAllowed(const std::vector<Rule>& rules,
                                             const Whom& whom) {
  std::set<v1::ContactChannel> forbidden;
  for (const Rule& rule : rules) {
    if (!rule.says.allowed() && !IsTakenBack(rule, whom)) {
      forbidden.insert(rule.says.channel());
    }
  }
  std::vector<v1::SafeContactRule> ways;
  for (const Rule& rule : rules) {
    const v1::ContactChannel channel = rule.says.channel();
    const bool reaches =
        whom.is_herself() || consent::IsSpokenWith(whom.person, channel);
    if (rule.says.allowed() && reaches && !forbidden.contains(channel)) {
      ways.push_back(rule.says);
    }
  }
  const auto order = [](const v1::SafeContactRule& rule) {
    // 0: no priority was given.
    return std::make_tuple(rule.priority() == 0, rule.priority(),
                           rule.channel(), rule.time_window(),
                           rule.sender_name_to_show());
  };
  std::sort(ways.begin(), ways.end(),
            [&](const v1::SafeContactRule& a, const v1::SafeContactRule& b) {
              return order(a) < order(b);
            });
  return ways;
}

// Ways on which a person speaks with her. What is written may be a mailing.
bool IsSpoken(v1::ContactChannel channel) {
  return channel == v1::CONTACT_CHANNEL_MOBILE_PHONE ||
         channel == v1::CONTACT_CHANNEL_HOME_PHONE ||
         channel == v1::CONTACT_CHANNEL_HOME_VISIT ||
         channel == v1::CONTACT_CHANNEL_IN_PERSON;
}

// Was a case of hers closed because the pregnancy ended, as far as the caller
// is shown? Then no invitation goes out any more (SR-26).
absl::StatusOr<bool> EndedGently(Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   context.state.List(Index::kCasesOfSubject, subject));
  bool ended = false;
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     context.state.Get<v1::CaseRow>(Table::kCase, entry.id));
    ASSIGN_OR_RETURN(
        const SectionView view,
        ViewSection(context, row.case_section(), FoundCase{entry.id, row}));
    v1::Record record;
    if (!record.ParseFromString(view.record)) {
      return absl::DataLossError("a disclosed record does not parse");
    }
    ended |= record.case_management().closing_reason() ==
             v1::CLOSING_REASON_PREGNANCY_ENDED;
  }
  return ended;
}

v1::CheckContactResponse ResponseFor(
    v1::ContactChannel channel, const std::vector<v1::SafeContactRule>& ways) {
  v1::CheckContactResponse response;
  std::set<std::string> listed;
  for (const v1::SafeContactRule& way : ways) {
    if (way.channel() == channel) response.set_allowed(true);
    v1::SafeAlternative alternative;
    alternative.set_channel(way.channel());
    alternative.set_time_window(way.time_window());
    alternative.set_sender_name_to_show(way.sender_name_to_show());
    // Two holders may have written down the same rule.
    if (!listed.insert(Canonical(alternative)).second) continue;
    *response.add_alternatives() = std::move(alternative);
  }
  return response;
}

absl::Status CheckRequest(const v1::CheckContactRequest& request) {
  if (!v1::ContactChannel_IsValid(request.channel()) ||
      request.channel() == v1::CONTACT_CHANNEL_UNSPECIFIED) {
    return absl::InvalidArgumentError("channel: required");
  }
  const bool has_person = request.person() != v1::PERSON_LABEL_UNSPECIFIED;
  const bool has_topic = request.topic() != v1::FAMILY_TOPIC_UNSPECIFIED;
  if (has_person && !consent::IsCloseToHer(request.person())) {
    return absl::InvalidArgumentError("person: a relative, partner or friend");
  }
  if (!v1::FamilyTopic_IsValid(request.topic()) || (has_person && !has_topic)) {
    return absl::InvalidArgumentError("topic: known, and required with person");
  }
  if (has_topic && !has_person) {
    return absl::InvalidArgumentError("person: required with topic");
  }
  return absl::OkStatus();
}

// Nobody said that this person may be told: the rules are not asked, and of
// whatever anybody else agreed with her nothing is told.
Answer NotToBeTold(const std::string& subject) {
  Answer answer = About(subject, Canonical(v1::CheckContactResponse()));
  answer.true_codes = {v1::REFUSAL_CODE_CONSENT_SCOPE};
  return answer;
}

absl::StatusOr<Answer> AnswerFor(Context& context,
                                 const v1::CheckContactRequest& request,
                                 const std::string& subject,
                                 const CaseAccess& access, Whom whom) {
  ASSIGN_OR_RETURN(const std::set<std::string> candidates,
                   SectionsInReach(context, subject, access.found()));
  ASSIGN_OR_RETURN(std::vector<SectionView> profiles,
                   ProfilesSeen(context, subject, candidates));
  ASSIGN_OR_RETURN(const std::vector<Rule> rules, RulesIn(profiles));
  std::vector<v1::SafeContactRule> ways = WaysAllowed(rules, whom);
  ASSIGN_OR_RETURN(const bool ended, EndedGently(context, subject));
  if (ended) {
    // That news is hers to tell.
    std::erase_if(ways, [&](const v1::SafeContactRule& way) {
      return !whom.is_herself() || !IsSpoken(way.channel());
    });
  }
  const v1::CheckContactResponse response =
      ResponseFor(request.channel(), ways);
  Answer answer = About(subject, Canonical(response));
  if (!profiles.empty()) answer.subjects = OutcomesOf(std::move(profiles));
  if (!whom.is_herself()) {
    answer.subjects.front().units.push_back(std::move(whom.leave->outcome));
  }
  // Said openly: the code speaks of the answer that is given anyway.
  if (!response.allowed()) {
    answer.true_codes = {v1::REFUSAL_CODE_CHANNEL_UNSAFE};
  }
  return answer;
}

}  // namespace

absl::StatusOr<Answer> CheckContact(Context& context,
                                    const v1::CheckContactRequest& request) {
  RETURN_IF_ERROR(CheckRequest(request));
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessSubject(context, subject, request.case_()));
  if (access.refused()) return access.refusal();
  if (!context.May(v1::ACTION_CHECK_CONTACT, access.relation())) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  Whom whom{.person = request.person()};
  if (!whom.is_herself()) {
    ASSIGN_OR_RETURN(whom.leave, FindLeaveToTell(context, subject, whom.person,
                                                 request.topic()));
    if (!whom.leave.has_value()) return NotToBeTold(subject);
  }
  return AnswerFor(context, request, subject, access, std::move(whom));
}

}  // namespace tasuki::exchange
