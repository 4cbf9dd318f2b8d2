using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cabildo.Authority.Health;

/// <summary>The answer of <c>/health/ready</c>: the status in the first line, as everywhere, then a line for each thing looked at.</summary>
internal static class ReadinessText
{
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var text = new StringBuilder(report.Status.ToString());
        foreach (var (name, entry) in report.Entries)
            text.Append(CultureInfo.InvariantCulture, $"\n{name}: {entry.Status}. {entry.Description}");
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text.ToString(), http.RequestAborted);
    }
}
