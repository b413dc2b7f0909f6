#ifndef TESTS_PROPERTY_DISCLOSURE_RANDOM_RECORD_H_
#define TESTS_PROPERTY_DISCLOSURE_RANDOM_RECORD_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <random>
#include <string>

#include "gateway/model/level_set.h"
#include "tasuki/v1/disclosure_option.pb.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::disclosure {

// Draws valid records and levels over descriptors. The same seed draws the
// same.
class RandomRecords {
 public:
  explicit RandomRecords(uint64_t seed) : random_(seed) {}

  // One of the groups, each field present with a chance of two in three.
  v1::Record Draw();
  // The same group as `like`.
  v1::Record DrawLike(const v1::Record& like);
  LevelSet DrawLevels();

  // Changes everything in the message that its reduced form does not show.
  void ChangeUnderReduction(google::protobuf::Message& message);

  int Below(int limit) {
    return std::uniform_int_distribution<int>(0, limit - 1)(random_);
  }
  bool Chance(int percent) { return Below(100) < percent; }

 private:
  using Field = google::protobuf::FieldDescriptor;
  void Fill(google::protobuf::Message& message);
  void Set(google::protobuf::Message& message, const Field& field);
  void SetRepeated(google::protobuf::Message& message, const Field& field);
  void ChangeField(google::protobuf::Message& message, const Field& field);
  void ChangeNested(google::protobuf::Message& message, const Field& field);
  int64_t Number(const Field& field);
  int EnumNumber(const Field& field);
  std::string Text(const Field& field);
  std::string Characters(int most_bytes, int most_characters, bool line_feeds);
  std::string Date();
  std::string PartialDate();
  std::string Phone();
  std::string Value(const v1::FieldDisclosure& option);
  std::string AnotherOfSameReduction(const std::string& text,
                                     const v1::FieldDisclosure& option);
  int AnotherOfSameClass(const google::protobuf::EnumValueDescriptor& value);

  std::mt19937_64 random_;
};

}  // namespace tasuki::disclosure

#endif  // TESTS_PROPERTY_DISCLOSURE_RANDOM_RECORD_H_
