#ifndef TESTS_SCENARIO_CASE_FACTS_H_
#define TESTS_SCENARIO_CASE_FACTS_H_

#include <google/protobuf/text_format.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gateway/base/check.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::scenario {

// One record of the seed case, as each party is to see it, written out by hand.
struct Fact {
  v1::SectionKind kind;
  v1::Record full;     // as the service wrote it
  v1::Record reduced;  // what its preview must show
  v1::Record for_mh;   // under consent c1: what maternal health gets
  v1::Record for_fs;   // what family support sees of the copy
  v1::Record for_sup;  // what supervision sees of the copy
};

// SosContact, SubjectProfile, Livelihood.
std::vector<Fact> FactsOfTheSeedCase();

// The terms of consent c1: the service to maternal health.
v1::ConsentTerms TermsOfC1(const std::string& subject, int64_t valid_until);
// What she is shown before she agrees, in order; words and all left out.
std::vector<v1::ConsentView> ViewsOfC1();

// Consent c2: city, hospital and service, for a safe birth.
v1::ConsentTerms TermsOfC2(const std::string& subject, int64_t valid_until);
std::vector<v1::ConsentView> ViewsOfC2();
// Its part for the conference.
v1::ConsentTerms TermsOfConference(const std::string& subject,
                                   const std::string& series,
                                   int64_t valid_until);
std::vector<v1::ConsentView> ViewsOfConference();

// Case K-17 as its management says it; `registered_on` if it is registered in
// the council.
v1::Record CaseManagementOf(const std::vector<std::string>& team,
                            const std::string& registered_on);

// When a case of today is reviewed at the latest, if nothing of its urgency was
// agreed: in three months.
std::string FirstReviewOn();

// "My daughter, is she consulting you?"
v1::Inquiry InquiryOfTheMother();

// A record of the story, and what its preview must show.
struct Written {
  v1::Record full, reduced;
};
// case_facts_meeting.cc: what the centre writes down.
Written ShortMeeting();
Written JointVisit();
Written WhatSheTold();
Written HerIntention();
Written HerFamily();
Written HerLivelihood();
Written MilestoneReached(v1::Milestone milestone);
// case_facts_hospital.cc: what the hospital finds.
Written FirstVisitFindings();
Written SyphilisPending();
Written SignsForm();
// case_facts_sheets.cc: sheets on which nobody can be recognised, and one on
// which she can.
Written ConsultationSheet();
Written SupervisionSheet();
Written SheetWithHerName();
Written SupervisionAdvice();

// A message from protobuf text; CHECK-fails if it is none.
template <typename Message>
Message FromText(absl::string_view text) {
  Message message;
  CHECK(google::protobuf::TextFormat::ParseFromString(std::string(text),
                                                      &message));
  return message;
}

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_CASE_FACTS_H_
