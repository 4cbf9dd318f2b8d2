using Cabildo.XRoad.Faults;

namespace Cabildo.Exchange.Log;

/// <summary>Why messages are refused by the log; the names are X-Road's (<c>ErrorCodes</c> to 7.7, which prefixes all with <c>LoggingFailed</c>).</summary>
internal static class LogProblems
{
    public static readonly Problem Unavailable = new("LoggingFailed.InternalError", "This server cannot write its message log, and so exchanges nothing. Try again later.");

    public static readonly Problem Unstamped = new("LoggingFailed.TimestamperFailed", "Cannot time-stamp messages: this server has had no timestamp for longer than is acceptable. Try again later.");

    public static readonly Problem NoTimestamper = new("LoggingFailed.TimestamperFailed", "Cannot time-stamp messages: no timestamping services configured.");

    public static readonly Problem TooLong = new("LoggingFailed.LoggingFailed", "The message is longer than this server can log.");

    public static readonly Problem Unwritable = new("LoggingFailed.InvalidMessage", "An identifier of the message holds characters that cannot be logged.");

    public static readonly Problem WrongBody = new("LoggingFailed.InternalError", "The body of the message could not be read again to be logged.");
}
