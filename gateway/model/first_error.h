#ifndef GATEWAY_MODEL_FIRST_ERROR_H_
#define GATEWAY_MODEL_FIRST_ERROR_H_

#include <google/protobuf/io/tokenizer.h>

#include <string>

namespace tasuki {

// Keeps the line of the first error of a protobuf text, and not what it says:
// that may quote the file.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber,
                const std::string&) override {
    if (line_ < 0) line_ = line;
  }
  int line() const { return line_; }  // from 0; -1: there was none

 private:
  int line_ = -1;
};

}  // namespace tasuki

#endif  // GATEWAY_MODEL_FIRST_ERROR_H_
