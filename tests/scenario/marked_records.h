#ifndef TESTS_SCENARIO_MARKED_RECORDS_H_
#define TESTS_SCENARIO_MARKED_RECORDS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tasuki/v1/disclosure_option.pb.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::scenario {

// Where a marker was written.
struct Marker {
  std::string group;  // of records, such as "sos_contact"
  std::string field;
  v1::Category category;
  bool in_reduced;  // the field, and all that it lies in, is kept
};

// What one reader may see at most: FULL or REDUCED for these categories of the
// referral, and what others asked about her.
struct Allowed {
  std::map<v1::Category, v1::Level> categories;
  bool inquiries = false;
};

// A record of each group with a marker in every text, repeated and inner ones
// too, and where each marker went.
class MarkedRecords {
 public:
  MarkedRecords();

  const v1::Record& At(const std::string& group) const {
    return records_.at(group);
  }
  size_t size() const { return records_.size(); }
  size_t marker_count() const { return markers_.size(); }

  // The fields of the markers in `bytes` that a reader of `allowed` may not
  // see.
  std::vector<std::string> Leaks(absl::string_view bytes,
                                 const Allowed& allowed) const;
  // Some marker of a group, to put where it must not be.
  std::string AnyOf(absl::string_view group) const;

 private:
  void Fill(google::protobuf::Message& message, bool kept);
  void FillField(google::protobuf::Message& message,
                 const google::protobuf::FieldDescriptor& field, bool kept);
  // Fields with a form of their own get a value of it that nothing else has.
  std::string NewMarker(v1::ValueFormat format);

  std::map<std::string, v1::Record> records_;
  std::map<std::string, Marker> markers_;
  std::string group_;
  int count_ = 0;
  int ages_ = 0;
};

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_MARKED_RECORDS_H_
