using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Cabildo.Platform.Pages;

/// <summary>Remembers the language a person chose with <c>?lang=</c>.</summary>
internal sealed class LanguageCookie(RequestDelegate next)
{
    public const string Name = "cabildo-language";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query["lang"].ToString() is { Length: > 0 } asked && PagesRegistration.Languages.Contains(asked, StringComparer.Ordinal))
        {
            var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(asked)));
            context.Response.Cookies.Append(Name, value, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            });
        }

        return next(context);
    }
}
