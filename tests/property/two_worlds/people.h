#ifndef TESTS_PROPERTY_TWO_WORLDS_PEOPLE_H_
#define TESTS_PROPERTY_TWO_WORLDS_PEOPLE_H_

#include <string>
#include <vector>

#include "tasuki/v1/vocabulary.pb.h"

// Persons of the sample city, by name.
namespace tasuki::two_worlds {

inline constexpr char kService[] = "bodies/sos-npo";
inline constexpr char kMaternal[] = "bodies/sample-city/units/maternal-health";
inline constexpr char kFamily[] = "bodies/sample-city/units/family-support";
inline constexpr char kDevelopment[] =
    "bodies/sample-city/units/child-development";
inline constexpr char kSupervision[] = "bodies/sample-city/units/supervision";
inline constexpr char kGuidance[] = "bodies/hokusei-cgc";
inline constexpr char kWomen[] = "bodies/wco";
inline constexpr char kHospital[] = "bodies/ob-hospital";
inline constexpr char kNursery[] = "bodies/sample-nursery";
inline constexpr char kPhysicians[] = "bodies/contract-physicians";

struct Person {
  std::string id, party;
  v1::Role role;
  v1::Purpose purpose;  // that this person mostly works for
};

const Person& Nurse();         // maternal health; leads the seed case
const Person& Worker();        // family support
const Person& Coordinator();   // family support; registers in the council
const Person& Therapist();     // child development
const Person& Chief();         // supervision
const Person& Officer();       // child guidance centre
const Person& Counsellor();    // women's centre
const Person& SocialWorker();  // hospital
const Person& Service();       // pregnancy-SOS
const Person& NurseryTeacher();
const Person& Psychiatrist();

// Everybody above; each is a reader, and acts where another one reads.
const std::vector<Person>& Everybody();

// The purposes for which a reader asks, the own one first.
std::vector<v1::Purpose> PurposesOf(const Person& reader);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_PEOPLE_H_
