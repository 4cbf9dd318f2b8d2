using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cabildo.Platform.Refusals;

/// <summary>Refusals as problem details (RFC 9457).</summary>
public static class RefusalProblems
{
    /// <summary>The problem document of a refusal: its message as <c>detail</c>, its code as the extension <c>code</c>.</summary>
    public static ProblemHttpResult ToProblem(this Refusal refusal) => TypedResults.Problem(
        refusal.Message,
        statusCode: refusal.Status,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code });
}
