#include "tests/property/two_worlds/people.h"

namespace tasuki::two_worlds {

const Person& Nurse() {
  static const auto* const person =
      new Person{"p-phn-1", kMaternal, v1::ROLE_PHN, v1::PURPOSE_SUPPORT};
  return *person;
}
const Person& Worker() {
  static const auto* const person =
      new Person{"p-cw-1", kFamily, v1::ROLE_CW, v1::PURPOSE_SUPPORT};
  return *person;
}
const Person& Coordinator() {
  static const auto* const person =
      new Person{"p-coord-1", kFamily, v1::ROLE_COORD, v1::PURPOSE_SUPPORT};
  return *person;
}
const Person& Therapist() {
  static const auto* const person =
      new Person{"p-st-1", kDevelopment, v1::ROLE_ST, v1::PURPOSE_SUPPORT};
  return *person;
}
const Person& Chief() {
  static const auto* const person = new Person{
      "p-chief-1", kSupervision, v1::ROLE_SSW_CHIEF, v1::PURPOSE_SUPERVISION};
  return *person;
}
const Person& Officer() {
  static const auto* const person =
      new Person{"p-cwo-1", kGuidance, v1::ROLE_CWO, v1::PURPOSE_PROTECTION};
  return *person;
}
const Person& Counsellor() {
  static const auto* const person =
      new Person{"p-wco-1", kWomen, v1::ROLE_WCW, v1::PURPOSE_WOMENS_SUPPORT};
  return *person;
}
const Person& SocialWorker() {
  static const auto* const person =
      new Person{"p-msw-1", kHospital, v1::ROLE_MSW, v1::PURPOSE_MEDICAL_CARE};
  return *person;
}
const Person& Service() {
  static const auto* const person = new Person{
      "p-npo-1", kService, v1::ROLE_NPO_COUNSEL, v1::PURPOSE_SUPPORT};
  return *person;
}
const Person& NurseryTeacher() {
  static const auto* const person = new Person{
      "p-nursery-1", kNursery, v1::ROLE_NURSERY_STAFF, v1::PURPOSE_SUPPORT};
  return *person;
}
const Person& Psychiatrist() {
  static const auto* const person =
      new Person{"p-psychiatrist-1", kPhysicians, v1::ROLE_SV_PSYCHIATRIST,
                 v1::PURPOSE_SUPERVISION};
  return *person;
}

const std::vector<Person>& Everybody() {
  static const auto* const everybody = new std::vector<Person>{
      Nurse(),   Worker(),         Coordinator(), Therapist(),
      Chief(),   Officer(),        Counsellor(),  SocialWorker(),
      Service(), NurseryTeacher(), Psychiatrist()};
  return *everybody;
}

std::vector<v1::Purpose> PurposesOf(const Person& reader) {
  std::vector<v1::Purpose> purposes = {reader.purpose};
  for (const v1::Purpose other : {v1::PURPOSE_SUPPORT, v1::PURPOSE_INTAKE}) {
    if (other != reader.purpose) purposes.push_back(other);
  }
  return purposes;
}

}  // namespace tasuki::two_worlds
