namespace Cabildo.XRoad.Messages;

/// <summary>The headers of PR-REST 4.3, in the case in which security servers write them.</summary>
public static class HeaderNames
{
    /// <summary>Who calls: <c>instance/class/member[/subsystem]</c>.</summary>
    public const string Client = "x-road-client";

    /// <summary>Which service answered.</summary>
    public const string Service = "x-road-service";

    /// <summary>The message's id, given by the consumer or made for it; the answer repeats it.</summary>
    public const string Id = "x-road-id";

    /// <summary>The id that the consumer's server gives each request, and that pairs it with its answer.</summary>
    public const string RequestId = "x-road-request-id";

    /// <summary>The hash of the request, in the answer.</summary>
    public const string RequestHash = "x-road-request-hash";

    /// <summary>The code of a fault, in an answer that a security server made itself.</summary>
    public const string Error = "x-road-error";

    /// <summary>Which of the provider's servers is to be asked.</summary>
    public const string SecurityServer = "x-road-security-server";
}
