#ifndef TESTS_GATEWAY_DISCLOSURE_TEST_SCHEMA_H_
#define TESTS_GATEWAY_DISCLOSURE_TEST_SCHEMA_H_

#include <google/protobuf/any.pb.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/check.h"
#include "tasuki/v1/disclosure_option.pb.h"

namespace tasuki::disclosure {

// Records that exist in a test only: `test.Record` with one group `test.Group`,
// whose fields and companions are given as text of descriptor.proto.
class TestSchema {
 public:
  explicit TestSchema(absl::string_view group, absl::string_view more = "")
      : pool_(google::protobuf::DescriptorPool::generated_pool()) {
    // Links Any and the option into the generated pool.
    google::protobuf::Any::descriptor();
    v1::FieldDisclosure::descriptor();
    google::protobuf::FileDescriptorProto file;
    CHECK(google::protobuf::TextFormat::ParseFromString(
        absl::StrCat(R"pb(
                       name: "test.proto"
                       package: "test"
                       syntax: "proto3"
                       dependency: "google/protobuf/any.proto"
                       message_type {
                         name: "Record"
                         field {
                           name: "group"
                           number: 1
                           label: LABEL_OPTIONAL
                           type: TYPE_MESSAGE
                           type_name: ".test.Group"
                           oneof_index: 0
                         }
                         oneof_decl { name: "kind" }
                       }
                     )pb",
                     "message_type { name: \"Group\" ", group, "} ", more),
        &file));
    const google::protobuf::FileDescriptor* built = pool_.BuildFile(file);
    CHECK(built != nullptr);
    root_ = built->FindMessageTypeByName("Record");
  }

  const google::protobuf::Descriptor* root() const { return root_; }

 private:
  google::protobuf::DescriptorPool pool_;
  const google::protobuf::Descriptor* root_;
};

// One field of a group: type and label as in descriptor.proto ("TYPE_STRING"),
// the option's text, anything else.
inline std::string Field(absl::string_view name, int number,
                         absl::string_view type, absl::string_view option,
                         absl::string_view more = "") {
  return absl::StrCat("field { name: \"", name, "\" number: ", number,
                      " type: ", type, " label: LABEL_OPTIONAL options { ",
                      option.empty() ? "" : "[tasuki.v1.disclosure] { ", option,
                      option.empty() ? "" : " }", " } ", more, " } ");
}

inline std::string Repeated(std::string field) {
  const std::string optional = "LABEL_OPTIONAL";
  return field.replace(field.find(optional), optional.size(), "LABEL_REPEATED");
}

}  // namespace tasuki::disclosure

#endif  // TESTS_GATEWAY_DISCLOSURE_TEST_SCHEMA_H_
