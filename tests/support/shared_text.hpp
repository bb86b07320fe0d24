#pragma once

#include <mutex>
#include <streambuf>
#include <string>

namespace dongthac::tests {

/// What a server's threads write, to be read while they write it. Any thread.
class SharedText : public std::streambuf {
  public:
    [[nodiscard]] std::string text() const {
        const std::lock_guard lock(mutex_);
        return text_;
    }

  protected:
    int_type overflow(int_type c) override {
        const std::lock_guard lock(mutex_);
        if (!traits_type::eq_int_type(c, traits_type::eof())) text_ += traits_type::to_char_type(c);
        return traits_type::not_eof(c);
    }
    std::streamsize xsputn(const char* bytes, std::streamsize count) override {
        const std::lock_guard lock(mutex_);
        text_.append(bytes, static_cast<std::size_t>(count));
        return count;
    }

  private:
    mutable std::mutex mutex_;
    std::string text_;
};

} // namespace dongthac::tests
