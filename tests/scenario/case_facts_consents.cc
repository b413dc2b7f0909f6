#include "tests/scenario/case_facts.h"

namespace tasuki::scenario {
namespace {

v1::ConsentView View(absl::string_view text) {
  return FromText<v1::ConsentView>(text);
}

}  // namespace

v1::ConsentTerms TermsOfC1(const std::string& subject, int64_t valid_until) {
  auto terms = FromText<v1::ConsentTerms>(R"pb(
    holders: "bodies/sos-npo"
    recipients: "bodies/sample-city/units/maternal-health"
    purposes: [ PURPOSE_INTAKE, PURPOSE_ASSESSMENT, PURPOSE_SUPPORT ]
    items {
      level: LEVEL_FULL
      categories: [
        CATEGORY_C03,
        CATEGORY_C05,
        CATEGORY_C06,
        CATEGORY_C07,
        CATEGORY_C19
      ]
    }
    items { level: LEVEL_REDUCED categories: CATEGORY_C16 }
    onward_rule: ONWARD_RULE_CENTRE
    medium: CONSENT_MEDIUM_CHAT
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "c1-2026-04"
    language: "ja"
  )pb");
  terms.set_subject(subject);
  terms.set_valid_until(valid_until);
  return terms;
}

std::vector<v1::ConsentView> ViewsOfC1() {
  return {View(R"pb(
            party: "bodies/sample-city/units/maternal-health"
            categories { category: CATEGORY_C03 level: LEVEL_FULL }
            categories { category: CATEGORY_C05 level: LEVEL_FULL }
            categories { category: CATEGORY_C06 level: LEVEL_FULL }
            categories { category: CATEGORY_C07 level: LEVEL_FULL }
            categories { category: CATEGORY_C16 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C19 level: LEVEL_FULL }
          )pb"),
          View(R"pb(
            party: "bodies/sample-city/units/family-support"
            through_centre: true
            categories { category: CATEGORY_C03 level: LEVEL_FULL }
            categories { category: CATEGORY_C05 level: LEVEL_FULL }
            categories { category: CATEGORY_C06 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C07 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C16 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C19 level: LEVEL_FULL }
          )pb"),
          View(R"pb(
            party: "bodies/sample-city/units/child-development"
            through_centre: true
            categories { category: CATEGORY_C03 level: LEVEL_FULL }
            categories { category: CATEGORY_C05 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C07 level: LEVEL_REDUCED }
          )pb"),
          View(R"pb(
            party: "bodies/sample-city/units/supervision"
            through_centre: true
            categories { category: CATEGORY_C03 level: LEVEL_FULL }
            categories { category: CATEGORY_C05 level: LEVEL_FULL }
            categories { category: CATEGORY_C06 level: LEVEL_FULL }
            categories { category: CATEGORY_C07 level: LEVEL_FULL }
            categories { category: CATEGORY_C16 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C19 level: LEVEL_FULL }
          )pb")};
}

// The minimum team: maternal health, the hospital, the service, until a month
// after the birth. C08 is not ticked; money is told to nobody but as the way of
// payment.
v1::ConsentTerms TermsOfC2(const std::string& subject, int64_t valid_until) {
  auto terms = FromText<v1::ConsentTerms>(R"pb(
    holders: "bodies/sample-city/units/maternal-health"
    holders: "bodies/ob-hospital"
    holders: "bodies/sos-npo"
    recipients: "bodies/sample-city/units/maternal-health"
    recipients: "bodies/ob-hospital"
    recipients: "bodies/sos-npo"
    purposes: [
      PURPOSE_INTAKE,
      PURPOSE_ASSESSMENT,
      PURPOSE_SUPPORT,
      PURPOSE_MEDICAL_CARE
    ]
    items {
      level: LEVEL_FULL
      categories: [
        CATEGORY_C01,
        CATEGORY_C02,
        CATEGORY_C03,
        CATEGORY_C05,
        CATEGORY_C07,
        CATEGORY_C32
      ]
    }
    items {
      level: LEVEL_REDUCED
      categories: [ CATEGORY_C17, CATEGORY_C19, CATEGORY_C25, CATEGORY_C31 ]
    }
    items { level: LEVEL_EXISTENCE categories: CATEGORY_C24 }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_VOICE
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "c2-2026-04"
    language: "ja"
    milestones: [ MILESTONE_MET_CITY_NURSE, MILESTONE_SEEN_BY_DOCTOR ]
    ends_with: CONSENT_EVENT_BIRTH
    days_after: 30
  )pb");
  terms.set_subject(subject);
  terms.set_valid_until(valid_until);
  return terms;
}

std::vector<v1::ConsentView> ViewsOfC2() {
  return {View(R"pb(
            party: "bodies/sample-city/units/maternal-health"
            categories { category: CATEGORY_C01 level: LEVEL_EXISTENCE }
            categories { category: CATEGORY_C02 level: LEVEL_FULL }
            categories { category: CATEGORY_C03 level: LEVEL_FULL }
            categories { category: CATEGORY_C05 level: LEVEL_FULL }
            categories { category: CATEGORY_C07 level: LEVEL_FULL }
            categories { category: CATEGORY_C19 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C25 level: LEVEL_REDUCED }
          )pb"),
          View(R"pb(
            party: "bodies/ob-hospital"
            categories { category: CATEGORY_C01 level: LEVEL_FULL }
            categories { category: CATEGORY_C02 level: LEVEL_FULL }
            categories { category: CATEGORY_C03 level: LEVEL_FULL }
            categories { category: CATEGORY_C05 level: LEVEL_FULL }
            categories { category: CATEGORY_C07 level: LEVEL_FULL }
            categories { category: CATEGORY_C17 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C19 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C25 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C31 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C32 level: LEVEL_FULL }
          )pb"),
          View(R"pb(
            party: "bodies/sos-npo"
            categories { category: CATEGORY_C01 level: LEVEL_EXISTENCE }
            categories { category: CATEGORY_C03 level: LEVEL_FULL }
            categories { category: CATEGORY_C05 level: LEVEL_FULL }
            categories { category: CATEGORY_C07 level: LEVEL_EXISTENCE }
            categories { category: CATEGORY_C19 level: LEVEL_REDUCED }
            categories { category: CATEGORY_C24 level: LEVEL_EXISTENCE }
            categories { category: CATEGORY_C25 level: LEVEL_EXISTENCE }
            categories { category: CATEGORY_C32 level: LEVEL_FULL }
          )pb")};
}

// Everybody who attends may see what maternal health, family support and the
// hospital release to this series.
v1::ConsentTerms TermsOfConference(const std::string& subject,
                                   const std::string& series,
                                   int64_t valid_until) {
  auto terms = FromText<v1::ConsentTerms>(R"pb(
    holders: "bodies/sample-city/units/maternal-health"
    holders: "bodies/sample-city/units/family-support"
    holders: "bodies/ob-hospital"
    recipients: "bodies/sample-city/units/maternal-health"
    recipients: "bodies/sample-city/units/family-support"
    recipients: "bodies/sample-city/units/supervision"
    recipients: "bodies/hokusei-cgc"
    recipients: "bodies/ob-hospital"
    recipients: "bodies/sos-npo"
    purposes: PURPOSE_CONFERENCE
    items {
      level: LEVEL_FULL
      categories: [ CATEGORY_C01, CATEGORY_C32 ]
    }
    items {
      level: LEVEL_REDUCED
      categories: [ CATEGORY_C07, CATEGORY_C19, CATEGORY_C24, CATEGORY_C25 ]
    }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_VOICE
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "conference-2026-04"
    language: "ja"
    milestones: [ MILESTONE_MET_CITY_NURSE, MILESTONE_SEEN_BY_DOCTOR ]
  )pb");
  terms.set_subject(subject);
  terms.set_valid_until(valid_until);
  terms.add_series(series);
  return terms;
}

// The same for each of them: one screen.
std::vector<v1::ConsentView> ViewsOfConference() {
  std::vector<v1::ConsentView> views;
  for (const char* party :
       {"bodies/sample-city/units/maternal-health",
        "bodies/sample-city/units/family-support",
        "bodies/sample-city/units/supervision", "bodies/hokusei-cgc",
        "bodies/ob-hospital", "bodies/sos-npo"}) {
    views.push_back(View(R"pb(
      categories { category: CATEGORY_C01 level: LEVEL_EXISTENCE }
      categories { category: CATEGORY_C07 level: LEVEL_REDUCED }
      categories { category: CATEGORY_C19 level: LEVEL_REDUCED }
      categories { category: CATEGORY_C24 level: LEVEL_REDUCED }
      categories { category: CATEGORY_C25 level: LEVEL_REDUCED }
      categories { category: CATEGORY_C32 level: LEVEL_FULL }
    )pb"));
    views.back().set_party(party);
  }
  return views;
}

}  // namespace tasuki::scenario
